import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveNet } from '../../../src/adapters/models/net-file.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { qt } from '../support.ts'

const GOLDEN = resolve(import.meta.dirname, '../../golden/gbdt')

let folder: string
let official: Record<string, { text: string; importance: Record<string, Record<string, number>> }>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qt-models-'))
  official = Object.fromEntries(
    ['xgb_multi', 'lgb_binary'].map((name) => {
      const { model_text: text, importance } = JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), 'utf8'))
      writeFileSync(join(folder, name), text)
      return [name, { text, importance }]
    }),
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('qt models show', () => {
  it('tells what a file of XGBoost holds, most important features first', async () => {
    const file = join(folder, 'xgb_multi')
    const { out, code } = await qt('models', 'show', file, '--json')
    expect(code).toBe(0)
    const shown = JSON.parse(out)
    expect(shown).toMatchObject({
      file,
      library: 'xgboost',
      version: '3.4.1',
      objective: 'multi:softprob',
      classes: 3,
      features: 5,
      trees: 24,
    })
    const { weight, total_gain } = official.xgb_multi!.importance
    const gains = Object.entries(total_gain!).sort(([, a], [, b]) => b - a)
    expect(shown.importance.map((own: { feature: string }) => own.feature)).toEqual(
      gains.map(([name]) => name),
    )
    for (const { feature, splits, gain } of shown.importance) {
      expect([splits, gain]).toEqual([weight![feature], total_gain![feature]])
    }
    const shares = shown.importance.reduce((sum: number, { share }: { share: number }) => sum + share, 0)
    expect(shares).toBeCloseTo(1, 9)
  })

  it('tells what a file of LightGBM holds, as many features as asked for', async () => {
    const { out, code } = await qt('models', 'show', join(folder, 'lgb_binary'), '--top', '2')
    expect(code).toBe(0)
    expect(out).toContain('lightgbm v4, binary sigmoid:1')
    expect(out).toMatch(/Column_0 +63 +1142\.5/)
    expect(out).not.toContain('Column_2')
    expect(out).toContain('… and 3 more')
  })

  it('refuses what is no model, and a wrong command line', async () => {
    const other = join(folder, 'other')
    writeFileSync(other, 'hello\n')
    expect(await qt('models', 'show', other)).toMatchObject({ code: 1, err: /other: no LightGBM model/ })
    expect(await qt('models', 'show')).toMatchObject({ code: 2, err: /FILE expected, got 0 arguments/ })
    expect(await qt('models', 'show', other, '--top', '0')).toMatchObject({ code: 2, err: /--top/ })
  })
})

describe('qt models show of a net', () => {
  const config = nhitsConfig({
    inputLength: 24,
    horizon: 6,
    widths: [8],
    head: { kind: 'quantiles', levels: [0.1, 0.5, 0.9] },
  })
  let file: string

  beforeEach(() => {
    file = join(folder, 'net.json')
    const weights = new Map([
      ['a', { shape: [2, 3], values: new Float32Array(6) }],
      ['b', { shape: [1000], values: new Float32Array(1000) }],
    ])
    const training = { recipe: { batch: 256, loss: { kind: 'pinball' } }, best: { step: 50, loss: 0.25 } }
    saveNet(file, { spec: { kind: 'nhits', config }, scaling: 'last-standard', weights, training })
  })

  it('tells what it is and how it was trained', async () => {
    const { out, code } = await qt('models', 'show', file)
    expect(code).toBe(0)
    expect(out).toContain('net.json: N-HiTS, 24 bars to 6 steps, quantiles 0.1, 0.5, 0.9\n')
    expect(out).toContain('1,006 weights in 2 tensors; warm-up 24 bars; windows scaled: last-standard\n')
    expect(out).toMatch(/^frequencies +4, 2, 1$/m)
    expect(out).toMatch(/^recipe\.loss\.kind +pinball$/m)
    expect(out).toMatch(/^best\.loss +0\.25$/m)
  })

  it('says the same as one JSON document', async () => {
    const { out } = await qt('models', 'show', file, '--json')
    expect(JSON.parse(out)).toMatchObject({
      file,
      kind: 'nhits',
      config: { horizon: 6, pools: [2, 2, 1] },
      scaling: 'last-standard',
      weights: 1006,
      tensors: 2,
      warmupBars: 24,
      training: { best: { step: 50 } },
    })
  })

  it('says what is wrong with it', async () => {
    const document = readFileSync(file, 'utf8')
    writeFileSync(file, document.replace('"horizon": 6', '"horizon": 7'))
    expect(await qt('models', 'show', file)).toMatchObject({
      code: 1,
      err: /net.json: its checksum does not fit/,
    })
    writeFileSync(file, document)
    rmSync(join(folder, 'net.bin'))
    expect(await qt('models', 'show', file)).toMatchObject({ code: 1, err: /cannot read the net .*net.bin/ })
    expect(await qt('models', 'show', '--help')).toMatchObject({ code: 0, out: /a net \(NET\.json\)/ })
  })
})

describe('qt models convert', () => {
  it.each(['xgb_multi', 'lgb_binary'])('writes %s again, byte for byte', async (name) => {
    const to = join(folder, 'new')
    expect(await qt('models', 'convert', join(folder, name), to)).toMatchObject({ code: 0 })
    expect(readFileSync(to, 'utf8')).toBe(official[name]!.text)
  })

  it('leaves the target as it was when the source is no model', async () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')]
    writeFileSync(from, '{"learner": {}}')
    writeFileSync(to, 'precious')
    expect(await qt('models', 'convert', from, to)).toMatchObject({ code: 1 })
    expect(readFileSync(to, 'utf8')).toBe('precious')
  })
})
