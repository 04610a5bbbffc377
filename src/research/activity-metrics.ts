import { effectiveLeverage } from '../stats/effective-leverage.ts'
import type { EquityProfile } from '../stats/equity-profile.ts'
import { grossExposure } from '../stats/exposure-columns.ts'
import { tradesPerDay } from '../stats/trades-per-day.ts'
import { turnover } from '../stats/turnover.ts'
import { type FillWalk, valuationOf } from './fill-walk.ts'
import type { BacktestResult } from './result.ts'

/** How much was done and what it cost. */
export interface ActivityMetrics {
  readonly tradesPerDay: number | null
  readonly exposure: number | null
  readonly turnover: number | null
  /** Notional of all positions ÷ equity at bar closes: mean while something was held, and most. */
  readonly averageLeverage: number | null
  readonly maxLeverage: number | null
  /** Quantity × price over all fills. */
  readonly tradedNotional: number
  readonly fees: number
  /** Against the prices before slippage; part of the price profit, not of the fees. */
  readonly slippage: number
  /** Positive means paid. */
  readonly funding: number
  readonly fills: number
  readonly openPositions: number
  readonly unknownFunding: number
  /** Exits whose order inside the bar is unknown. */
  readonly ambiguousExits: number
  /** Exits that would be ambiguous but for finer bars. */
  readonly settledExits: number
  /** Closed trades with an ambiguous exit, and what they made after fees and funding. */
  readonly ambiguousTrades: number
  readonly ambiguousProfit: number
  readonly fillsWithoutVolume: number
}

export function activityMetrics(
  result: BacktestResult,
  profile: EquityProfile,
  walk: FillWalk,
): ActivityMetrics {
  const { fills, trades, account, counts } = result
  const { exposure, tradedNotional, costs, stretches } = walk
  const elapsedMs = profile.endTime - profile.startTime
  const leverage = effectiveLeverage(grossExposure(valuationOf(result), stretches), result.equity)
  return {
    tradesPerDay: tradesPerDay(trades.length, elapsedMs),
    exposure,
    turnover: turnover(tradedNotional, elapsedMs, profile.mean),
    averageLeverage: leverage.average,
    maxLeverage: leverage.maximum,
    tradedNotional,
    fees: account.fees,
    slippage: costs.reduce((sum, { slippage }) => sum + slippage, 0),
    funding: account.funding,
    fills: fills.length,
    openPositions: result.openPositions.length,
    unknownFunding: counts.unknownFunding,
    ambiguousExits: counts.ambiguousExits,
    settledExits: counts.settledExits,
    ...ambiguousTradesOf(trades),
    fillsWithoutVolume: counts.fillsWithoutVolume,
  }
}

function ambiguousTradesOf(trades: BacktestResult['trades']) {
  let ambiguousTrades = 0
  let ambiguousProfit = 0
  for (const { isAmbiguous, profit } of trades) {
    if (!isAmbiguous) continue
    ambiguousTrades++
    ambiguousProfit += profit
  }
  return { ambiguousTrades, ambiguousProfit }
}
