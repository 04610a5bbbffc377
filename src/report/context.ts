import type { MarketData } from '../market/market-data.ts'
import type { Trade } from '../market/records.ts'
import type { Metrics } from '../research/metrics.ts'
import type { Readings } from '../research/readings.ts'
import type { BacktestResult } from '../research/result.ts'
import { dailyReturns } from '../stats/daily-returns.ts'
import { type EquityProfile, equityProfile } from '../stats/equity-profile.ts'
import { type Excursions, excursions } from '../stats/excursions.ts'

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
  /** By trade. */
  readonly excursions: Excursions
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
  return {
    ...extras,
    result,
    metrics,
    data,
    profile,
    returns: dailyReturns(profile.dailyEquity, result.initialEquity),
    trades,
    excursions: excursions(trades, data),
    currency: [...new Set(result.instruments.map((instrument) => instrument.quote))].sort().join('/'),
  }
}
