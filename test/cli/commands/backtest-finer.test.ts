import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { generateMarket } from '../../../src/market/synthetic/generate.ts'
import { csv } from '../../adapters/data/support.ts'
import { qt } from '../support.ts'

let home: string

/** Invented quarters, and the hours that they make. */
function writeSources(): void {
  const [{ bars }] = generateMarket({
    seed: 5,
    instruments: 1,
    bars: 4 * 2000,
    timeframe: '15m',
    firstTime: Date.UTC(2024, 0, 1),
  }) as never as [{ bars: Record<'times' | 'opens' | 'highs' | 'lows' | 'closes' | 'volumes', Float64Array> }]
  const row = (from: number, to: number) =>
    [
      bars.times[from],
      bars.opens[from],
      Math.max(...bars.highs.subarray(from, to)),
      Math.min(...bars.lows.subarray(from, to)),
      bars.closes[to - 1],
      1.001,
    ].join(',')
  const rows = (step: number) =>
    Array.from({ length: bars.times.length / step }, (_, i) => row(i * step, (i + 1) * step))
  writeFileSync(join(home, 'BTCUSDT-15m.csv'), csv(rows(1)))
  writeFileSync(join(home, 'BTCUSDT-1h.csv'), csv(rows(4)))
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'qt-finer-'))
  writeSources()
  vi.stubEnv('QT_HOME', home)
  await qt(
    'data',
    'import',
    join(home, 'BTCUSDT-1h.csv'),
    '--finer',
    join(home, 'BTCUSDT-15m.csv'),
    '--name',
    'x',
  )
  vi.unstubAllEnvs()
})

beforeEach(() => vi.stubEnv('QT_HOME', home))
afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function backtest(...flags: string[]) {
  const { out } = await qt(
    'backtest',
    '--data',
    'x',
    '--no-report',
    '--json',
    '--stop',
    '0.3',
    '--target',
    '0.3',
    ...flags,
  )
  return JSON.parse(out)
}

it('qt backtest walks the finer bars that a dataset has, unless told not to', async () => {
  const [finer, bare] = [await backtest(), await backtest('--no-finer')]
  expect(finer.dataset.finerTimeframe).toBe('15m')
  expect(finer.counts.finerWalks).toBeGreaterThan(5)
  expect(finer.counts.settledExits).toBeGreaterThan(0)
  expect(finer.notes.join()).toContain('of the 1h bars were walked along their 15m bars')
  expect(bare.dataset).toMatchObject({ finerTimeframe: null, hash: finer.dataset.hash })
  expect(bare.counts).toMatchObject({ finerWalks: 0, settledExits: 0 })
  expect(bare.counts.ambiguousExits).toBeGreaterThan(finer.counts.ambiguousExits)
  expect(bare.runHash).not.toBe(finer.runHash)
  expect(bare.notes.join()).not.toContain('15m')
})
