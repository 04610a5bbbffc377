import type { MarketData } from '../market/market-data.ts'
import type { Metrics } from '../research/metrics.ts'
import type { BacktestResult } from '../research/result.ts'
import { dailyReturns } from '../stats/daily-returns.ts'
import { type EquityProfile, equityProfile } from '../stats/equity-profile.ts'
import { type Excursions, excursions } from '../stats/excursions.ts'

/** One reading of the bars in which stop and target were both inside (SPEC §7.3). */
export interface Reading {
  readonly totalReturn: number
  readonly maxDrawdown: number
  readonly finalEquity: number
  readonly trades: number
}

/** The same run under both readings of the ambiguous bars. */
export interface Readings {
  readonly pessimistic: Reading
  readonly optimistic: Reading
  readonly ambiguousExits: number
  /** Profit of the trades whose exit was ambiguous, as booked in this run; quote units. */
  readonly profitResting: number
}

/** What a report can show beyond the result, where it is known. */
export interface ReportExtras {
  readonly readings?: Readings
  /** What slippage cost over all fills, quote units, ≥ 0 for a cost. */
  readonly slippage?: number
}

/** What the figures and tables draw from, computed once. */
export interface ReportContext extends ReportExtras {
  readonly result: BacktestResult
  readonly metrics: Metrics
  readonly data: MarketData
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
  return {
    ...extras,
    result,
    metrics,
    data,
    profile,
    returns: dailyReturns(profile.dailyEquity, result.initialEquity),
    excursions: excursions(result.trades, data),
    currency: [...new Set(result.instruments.map((instrument) => instrument.quote))].sort().join('/'),
  }
}
