import type { BarReading } from '../venue/rules.ts'
import { type BacktestOptions, runBacktest } from './backtest.ts'
import { computeMetrics } from './metrics.ts'
import type { BacktestResult } from './result.ts'

export interface Reading {
  readonly totalReturn: number
  readonly maxDrawdown: number
  readonly finalEquity: number
  readonly trades: number
}

/** The same run under every way to read a bar whose path is unknown (SPEC §7.3). */
export interface Readings extends Readonly<Record<BarReading, Reading>> {
  /** Exits of this run whose order inside the bar is unknown, and those that finer bars settled. */
  readonly ambiguousExits: number
  readonly settledExits: number
  /** Closed trades of this run with such an exit, and what they made after fees and funding. */
  readonly ambiguousTrades: number
  readonly ambiguousProfit: number
  /** Final equity of the optimistic reading over that of the pessimistic one: what rests on the path. */
  readonly profitResting: number
}

/** Runs again under the other readings; undefined where no exit of the run was ambiguous. */
export function readingsOf(options: BacktestOptions, result: BacktestResult): Readings | undefined {
  if (result.counts.ambiguousExits === 0) return undefined
  const { ambiguousExits, settledExits, ambiguousTrades, ambiguousProfit } = computeMetrics(result)
  const pessimistic = readAs(options, result, 'pessimistic')
  const optimistic = readAs(options, result, 'optimistic')
  return {
    pessimistic,
    optimistic,
    ohlc: readAs(options, result, 'ohlc'),
    ambiguousExits,
    settledExits,
    ambiguousTrades,
    ambiguousProfit,
    profitResting: optimistic.finalEquity - pessimistic.finalEquity,
  }
}

function readAs(options: BacktestOptions, result: BacktestResult, reading: BarReading): Reading {
  const isThisRun = options.rules.venue.reading === reading
  const rules = { ...options.rules, venue: { ...options.rules.venue, reading } }
  const { totalReturn, maxDrawdown, finalEquity, trades } = computeMetrics(
    isThisRun ? result : runBacktest({ ...options, rules }),
  )
  return { totalReturn, maxDrawdown, finalEquity, trades }
}
