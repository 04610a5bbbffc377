import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDataset } from '../../src/adapters/data/open-dataset.ts'
import { synthesize } from '../../src/adapters/data/synthesize.ts'
import { loadStrategy } from '../../src/adapters/strategies.ts'
import { resolveParams } from '../../src/authoring/params.ts'
import type { BarColumns } from '../../src/columns/series.ts'
import { configure } from '../../src/config/configure.ts'
import { TIMEFRAME_MS } from '../../src/core/time.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import type { Trade } from '../../src/market/records.ts'
import type { SyntheticSpec } from '../../src/market/synthetic/generate.ts'
import { runBacktest } from '../../src/research/backtest.ts'
import type { BacktestResult } from '../../src/research/result.ts'

/**
 * The engine against `make-backtest-golden.py`, which computes the same runs from SPEC §7 alone: every trade, fees,
 * funding and the equity curve to 1e-9 relative. The data are generated here; their content hash proves that both
 * saw the same.
 */

type TradeRow = [
  instrument: number,
  openBar: number,
  closeBar: number,
  entryPrice: number,
  exitPrice: number,
  signedQuantity: number,
  profit: number,
  exitReason: string,
]

interface GoldenRun {
  readonly name: string
  readonly strategy: string
  /** Of `qt backtest`. */
  readonly flags: Readonly<Record<string, string>>
  readonly symbols: readonly string[] | null
  readonly gaps: boolean
  readonly fills: number
  readonly bars: number
  readonly finalEquity: number
  readonly realised: number
  readonly fees: number
  readonly funding: number
  readonly ambiguousExits: number
  readonly equity: readonly [bar: number, equity: number][]
  readonly trades: readonly TradeRow[]
}

interface Golden {
  readonly dataset: { readonly contentHash: string; readonly generator: SyntheticSpec }
  readonly cases: readonly GoldenRun[]
}

const path = new URL('../golden/backtests.json', import.meta.url)
const golden: Golden = JSON.parse(readFileSync(path, 'utf8'))
const STRATEGIES = fileURLToPath(new URL('../../strategies', import.meta.url))
const TOLERANCE = 1e-9

const root = mkdtempSync(join(tmpdir(), 'oracle-'))
let whole: MarketData

beforeAll(async () => {
  const { seed, instruments, bars, timeframe, firstTime } = golden.dataset.generator
  await synthesize(root, 'oracle', { seed, instruments, bars, timeframe, firstTime })
  whole = await openDataset(root, 'oracle')
})

afterAll(() => rmSync(root, { recursive: true }))

test('the data are those that Python read', () => {
  expect(whole.hash).toBe(golden.dataset.contentHash)
})

describe.each(golden.cases)('$name', (wanted) => {
  let result: BacktestResult

  beforeAll(async () => {
    result = await run(wanted)
  })

  test('trades', () => {
    const rows = [...result.trades].map((trade) => rowOf(trade, result)).sort(byCloseOpenInstrument)
    expect(differences(rows, wanted.trades)).toEqual([])
    expect(result.fills.length).toBe(wanted.fills)
    expect(result.counts.ambiguousExits).toBe(wanted.ambiguousExits)
  })

  test('equity', () => {
    expect(result.equity.length).toBe(wanted.bars)
    const rows = wanted.equity.map(([bar]) => [bar, result.equity[bar]!])
    expect(differences(rows, wanted.equity)).toEqual([])
  })

  test('account', () => {
    const { realised, fees, funding } = result.account
    const ours = [realised, fees, funding, result.equity.at(-1)!]
    const theirs = [wanted.realised, wanted.fees, wanted.funding, wanted.finalEquity]
    expect(differences([ours], [theirs])).toEqual([])
  })
})

async function run({ strategy: name, flags, symbols, gaps }: GoldenRun): Promise<BacktestResult> {
  const { strategy } = await loadStrategy([STRATEGIES], name)
  const params = resolveParams(name, strategy.params, {})
  const { rules } = configure({ strategy, flags })
  const thinned = gaps ? withGaps(whole) : whole
  const instruments = thinned.instruments.filter(
    ({ instrument }) => symbols === null || symbols.includes(instrument.id),
  )
  return runBacktest({ data: { ...thinned, instruments }, strategy, params, rules, seed: 1, codeHash: '' })
}

/** Without seven bars of every 97, elsewhere for each instrument; funding and mark series stay whole. */
function withGaps(data: MarketData): MarketData {
  const instruments = data.instruments.map((own, k) => {
    const isKept = (row: number) => (row + 13 * k) % 97 < 40 || (row + 13 * k) % 97 > 46
    const kept = Object.entries(own.bars).map(([name, values]: [string, Float64Array]) => {
      return [name, values.filter((_, row) => isKept(row))]
    })
    return { ...own, bars: Object.fromEntries(kept) as BarColumns }
  })
  return { ...data, instruments }
}

function rowOf(trade: Trade, { dataset, times }: BacktestResult): TradeRow {
  const intervalMs = TIMEFRAME_MS[dataset.timeframe]
  const barOf = (time: number) => (time - times[0]!) / intervalMs + 1
  const { instrument, openTime, closeTime, entryPrice, exitPrice, side, quantity, profit, exitReason } = trade
  return [
    instrument,
    barOf(openTime),
    barOf(closeTime),
    entryPrice,
    exitPrice,
    side * quantity,
    profit,
    exitReason,
  ]
}

function byCloseOpenInstrument(a: TradeRow, b: TradeRow): number {
  return a[2] - b[2] || a[1] - b[1] || a[0] - b[0]
}

type Row = readonly (number | string)[]

/** The first rows that differ, in words; numbers below 1 are compared absolutely. */
function differences(ours: readonly Row[], theirs: readonly Row[]): string[] {
  const count = ours.length === theirs.length ? [] : [`${ours.length} rows, expected ${theirs.length}`]
  const rows = theirs.flatMap((expected, k) => {
    const row = ours[k]
    const isSame = row !== undefined && expected.every((value, column) => isClose(row[column]!, value))
    return isSame ? [] : [`row ${k}: ${row}, expected ${expected}`]
  })
  return [...count, ...rows.slice(0, 3)]
}

function isClose(ours: number | string, theirs: number | string): boolean {
  if (typeof ours === 'string' || typeof theirs === 'string') return ours === theirs
  return Math.abs(ours - theirs) <= TOLERANCE * Math.max(1, Math.abs(theirs))
}
