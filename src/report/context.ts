import type { MarketData } from '../market/market-data.ts'
import type { Trade } from '../market/records.ts'
import { valuationOf, walkFills } from '../research/fill-walk.ts'
import type { Metrics } from '../research/metrics.ts'
import type { Readings } from '../research/readings.ts'
import type { BacktestResult } from '../research/result.ts'
import { dailyReturns } from '../stats/daily-returns.ts'
import { type EquityProfile, equityProfile } from '../stats/equity-profile.ts'
import { type ExposureColumns, exposureColumns, marginColumn } from '../stats/exposure-columns.ts'

/** What a report can show beyond the result, where it is known. */
export interface ReportExtras {
  /** The result under each reading of the bars inside which the order of things is unknown. */
  readonly readings?: Readings
}

/** What the figures and tables draw from, computed once. */
export interface ReportContext extends ReportExtras {
  readonly result: BacktestResult
  readonly metrics: Metrics
  readonly data: MarketData
  readonly trades: readonly Trade[]
  readonly profile: EquityProfile
  /** By UTC day. */
  readonly returns: Float64Array
  /** At the end of each bar, like the initial margin of all positions. */
  readonly exposure: ExposureColumns
  readonly margin: Float64Array
  /** The currency of all amounts: `USDT`, or `USDC/USDT` where quotes are mixed. */
  readonly currency: string
}

export function reportContext(
  result: BacktestResult,
  metrics: Metrics,
  data: MarketData,
  extras: ReportExtras,
): ReportContext {
  const profile = equityProfile(result.times, result.equity, result.initialEquity, metrics.startTime)
  const trades = [...result.trades]
  const valuation = valuationOf(result)
  const { stretches } = walkFills(result)
  return {
    ...extras,
    result,
    metrics,
    data,
    profile,
    returns: dailyReturns(profile.dailyEquity, result.initialEquity),
    trades,
    exposure: exposureColumns(valuation, stretches),
    margin: marginColumn(valuation, stretches, leveragesOf(result, trades)),
    currency: [...new Set(result.instruments.map((instrument) => instrument.quote))].sort().join('/'),
  }
}

/** By instrument, of each of its positions in turn: those that ended, then the one that is open. */
function leveragesOf({ instruments, openPositions }: BacktestResult, trades: readonly Trade[]): number[][] {
  const leverages: number[][] = instruments.map(() => [])
  for (const { instrument, leverage } of [...trades, ...openPositions]) leverages[instrument]!.push(leverage)
  return leverages
}
