import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { inSharedMemory } from '../../../src/adapters/workers/shared-columns.ts'
import { SweepPool, type SweepPoolOptions } from '../../../src/adapters/workers/sweep-pool.ts'
import { PLAIN_RULES } from '../../../src/engine/rules.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { runBacktest } from '../../../src/research/backtest.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { gridOfParams, Sweep } from '../../../src/research/sweep.ts'
import emaCross from '../../../strategies/ema-cross.ts'
import '../../support/keep-type-stripper.ts'
import { sampleMarket } from '../../support/sample-market.ts'

const STRATEGY_FILE = join(import.meta.dirname, '../../../strategies/ema-cross.ts')
const data = sampleMarket({ instruments: 1, bars: 1_500 })
const sets = gridOfParams({ fast: [3, 5, 8, 13], slow: [20, 30, 40, 50, 60] })
const open: SweepPool[] = []

async function poolOf(options: Partial<SweepPoolOptions> = {}): Promise<SweepPool> {
  const pool = await SweepPool.start({
    data,
    strategyFile: STRATEGY_FILE,
    rules: PLAIN_RULES,
    workers: 2,
    ...options,
  })
  open.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()))
})

test.each([1, 2, 3])('%i workers give the rows of one thread, bit for bit', async (workers) => {
  const sweep = new Sweep({ data, strategy: emaCross as never, rules: PLAIN_RULES })
  const expected = sets.map((set) => sweep.evaluate(set))
  const pool = await poolOf({ workers })
  expect(await pool.evaluate(sets)).toEqual(expected)
  expect(await pool.evaluate(sets)).toEqual(expected)
  expect(new Set(expected.map(({ totalReturn }) => totalReturn)).size).toBeGreaterThan(10)
})

test('a cache of one column changes nothing', async () => {
  const small = await poolOf({ cachedColumns: 1 })
  expect(await small.evaluate(sets)).toEqual(await (await poolOf()).evaluate(sets))
})

test('several instruments on one account are swept too', async () => {
  const options = { data: sampleMarket({ instruments: 3, bars: 400 }) }
  const one = await poolOf({ ...options, workers: 1 })
  const two = await poolOf({ ...options, workers: 2 })
  const rows = await two.evaluate(sets)
  expect(rows).toEqual(await one.evaluate(sets))
  expect(rows.every(({ trades }) => trades > 0)).toBe(true)
})

test('a cell is what a single run of its parameters gives', async () => {
  const [row] = await (await poolOf()).evaluate([{ fast: 8, slow: 40 }])
  const result = runBacktest({
    data,
    strategy: emaCross as never,
    params: { fast: 8, slow: 40 },
    rules: PLAIN_RULES,
    seed: 1,
    codeHash: '',
    driver: 'replay',
  })
  const { totalReturn, sharpe, maxDrawdown, trades, winRate, fees } = computeMetrics(result)
  expect(row).toEqual({ totalReturn, sharpe, maxDrawdown, trades, winRate, fees })
})

test('progress counts up to all sets', async () => {
  const heard: [number, number][] = []
  await (await poolOf()).evaluate(sets, (done, total) => heard.push([done, total]))
  expect(heard.length).toBeGreaterThan(3)
  expect(heard.map(([done]) => done)).toEqual(heard.map(([done]) => done).sort((a, b) => a - b))
  expect(heard.at(-1)).toEqual([sets.length, sets.length])
})

test('no sets, no rows', async () => {
  expect(await (await poolOf()).evaluate([])).toEqual([])
})

test('a parameter out of range is refused as it is in a single run', async () => {
  const pool = await poolOf()
  await expect(pool.evaluate([...sets, { fast: 1, slow: 20 }])).rejects.toMatchObject({
    code: 'usage',
    message: 'strategy ema-cross, parameter fast: expected 2 … 500, got 1',
  })
})

test('a strategy file that is not there is refused at the start', async () => {
  await expect(poolOf({ strategyFile: '/nowhere/strategy.ts' })).rejects.toMatchObject({
    code: 'usage',
    message: 'strategy file /nowhere/strategy.ts does not exist',
  })
})

test('columns in shared memory stay where they are, others are copied there', () => {
  const once = inSharedMemory(data)
  const twice = inSharedMemory(once)
  const [given, first, second] = [data, once, twice].map(({ instruments }) => instruments[0]!.bars.closes)
  expect(first!.buffer).toBeInstanceOf(SharedArrayBuffer)
  expect(first).toEqual(given)
  expect(second).toBe(first)
})

test('workers walk finer bars as one thread does', async () => {
  const [own] = data.instruments
  const { times, opens, highs, lows, closes, volumes } = own!.bars
  // Two halves of each hour: up to the high and back to the middle, down to the low and on to the close.
  const halves = <T>(first: (i: number) => T, second: (i: number) => T) =>
    Array.from(times, (_, i) => [first(i), second(i)]).flat()
  const middle = (i: number) => (opens[i]! + closes[i]!) / 2
  const column = (first: (i: number) => number, second: (i: number) => number) =>
    Float64Array.from(halves(first, second))
  const finer = {
    times: column(
      (i) => times[i]!,
      (i) => times[i]! + 1_800_000,
    ),
    opens: column((i) => opens[i]!, middle),
    highs: column(
      (i) => highs[i]!,
      (i) => Math.max(middle(i), closes[i]!),
    ),
    lows: column(
      (i) => Math.min(middle(i), opens[i]!),
      (i) => lows[i]!,
    ),
    closes: column(middle, (i) => closes[i]!),
    volumes: column(
      (i) => volumes[i]!,
      (i) => volumes[i]!,
    ),
  }
  const walked = { ...data, finerTimeframe: '30m' as const, instruments: [{ ...own!, finer }] }
  const rules = { ...PLAIN_RULES, exits: { stopPct: 0.004, targetPct: 0.004, targetShare: 1 } }
  const rowsOf = (data: MarketData) => {
    const sweep = new Sweep({ data, strategy: emaCross as never, rules })
    return sets.map((set) => sweep.evaluate(set))
  }
  const pool = await poolOf({ data: walked, rules })
  expect(await pool.evaluate(sets)).toEqual(rowsOf(walked))
  expect(rowsOf(walked)).not.toEqual(rowsOf(data))
})
