import type { EquityProfile } from '../stats/equity-profile.ts'
import { ExposureCount } from '../stats/exposure.ts'
import { slippageCost } from '../stats/slippage.ts'
import { tradesPerDay } from '../stats/trades-per-day.ts'
import { turnover } from '../stats/turnover.ts'
import type { BacktestResult } from './result.ts'

/** How much was done and what it cost. */
export interface ActivityMetrics {
  readonly tradesPerDay: number | null
  readonly exposure: number | null
  readonly turnover: number | null
  /** Quantity × price over all fills. */
  readonly tradedNotional: number
  readonly fees: number
  /** Against the prices before slippage; part of the price profit, not of the fees. */
  readonly slippage: number
  /** Positive means paid. */
  readonly funding: number
  readonly fills: number
  readonly refusals: number
  readonly openPositions: number
  readonly unknownFunding: number
  readonly ambiguousExits: number
  readonly fillsWithoutVolume: number
}

export function activityMetrics(result: BacktestResult, profile: EquityProfile): ActivityMetrics {
  const { fills, instruments, trades, account, counts } = result
  const elapsedMs = profile.endTime - profile.startTime
  const exposure = new ExposureCount(result.times, instruments.length)
  let traded = 0
  let slippage = 0
  for (const fill of fills) {
    const { lotStep } = instruments[fill.instrument]!
    exposure.add(fill)
    traded += fill.lots * lotStep * fill.price
    slippage += slippageCost(fill, lotStep)
  }
  return {
    tradesPerDay: tradesPerDay(trades.length, elapsedMs),
    exposure: exposure.share(),
    turnover: turnover(traded, elapsedMs, profile.mean),
    tradedNotional: traded,
    fees: account.fees,
    slippage,
    funding: account.funding,
    fills: fills.length,
    refusals: result.refusals.reduce((sum, { repeats }) => sum + 1 + repeats, 0),
    openPositions: result.openPositions.length,
    unknownFunding: counts.unknownFunding,
    ambiguousExits: counts.ambiguousExits,
    fillsWithoutVolume: counts.fillsWithoutVolume,
  }
}
