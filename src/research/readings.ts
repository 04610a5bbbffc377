import { type BacktestOptions, runBacktest } from './backtest.ts'
import { computeMetrics } from './metrics.ts'
import type { BacktestResult } from './result.ts'

export interface Reading {
  readonly totalReturn: number
  readonly maxDrawdown: number
  readonly finalEquity: number
  readonly trades: number
}

/** The same run under the unkindest and the kindest path inside the bars (SPEC §7.3). */
export interface Readings {
  readonly pessimistic: Reading
  readonly optimistic: Reading
  /** Bars of this run in which stop and target both lay. */
  readonly ambiguousExits: number
  /** Final equity of the optimistic reading over that of the pessimistic one: what rests on the path. */
  readonly profitResting: number
}

/** Runs again under both readings; undefined where no bar of the run was ambiguous. */
export function readingsOf(options: BacktestOptions, result: BacktestResult): Readings | undefined {
  const { ambiguousExits } = result.counts
  if (ambiguousExits === 0) return undefined
  const pessimistic = readAs(options, result, 'pessimistic')
  const optimistic = readAs(options, result, 'optimistic')
  const profitResting = optimistic.finalEquity - pessimistic.finalEquity
  return { pessimistic, optimistic, ambiguousExits, profitResting }
}

function readAs(
  options: BacktestOptions,
  result: BacktestResult,
  reading: 'pessimistic' | 'optimistic',
): Reading {
  const isThisRun = options.rules.venue.reading === reading
  const rules = { ...options.rules, venue: { ...options.rules.venue, reading } }
  const { totalReturn, maxDrawdown, finalEquity, trades } = computeMetrics(
    isThisRun ? result : runBacktest({ ...options, rules }),
  )
  return { totalReturn, maxDrawdown, finalEquity, trades }
}
