import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDataset } from '../../../src/adapters/data/check-dataset.ts'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { DEMO, DEMO_SPEC, ensureDemo, synthesize } from '../../../src/adapters/data/synthesize.ts'
import { temporaryFolder } from './support.ts'

describe('synthesize', () => {
  it('makes the same bytes everywhere (pinned)', async () => {
    const spec = {
      seed: 7,
      instruments: 10,
      bars: 200,
      timeframe: '15m',
      firstTime: Date.UTC(2024, 1, 1),
    } as const
    expect((await synthesize(temporaryFolder(), 'small', spec)).contentHash).toBe(
      'c7ca20accd5b3605e348b539542195a922011c8d3968cf1d8bb179b2c6a1a7d6',
    )
  })

  it('makes the demo: eight sound instruments, said to be synthetic, byte-identical everywhere (pinned)', async () => {
    const root = temporaryFolder()
    const { instruments, isSynthetic, hash, manifest } = await openDataset(root, DEMO)
    expect(hash).toBe('51c501c91c7bf775d68be3562fd5f96e436e33010832a5368666af0fec457305')
    expect([isSynthetic, instruments.length, manifest.generator?.seed]).toEqual([true, 8, DEMO_SPEC.seed])
    expect(manifest.notes).toEqual(['synthetic: generated from a seed, not market data'])
    expect((await checkDataset(root, DEMO)).isSound).toBe(true)
  })

  it('generates the demo once, and again for another version of the generator', async () => {
    const root = temporaryFolder()
    const path = join(root, DEMO, 'manifest.json')
    await ensureDemo(root)
    const written = statSync(path).mtimeMs
    await ensureDemo(root)
    expect(statSync(path).mtimeMs).toBe(written)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"version": 1', '"version": 0'))
    await ensureDemo(root)
    expect(readFileSync(path, 'utf8')).toContain('"version": 1')
    writeFileSync(path, '{')
    await ensureDemo(root)
    expect(readFileSync(path, 'utf8')).toContain('"version": 1')
  })
})
