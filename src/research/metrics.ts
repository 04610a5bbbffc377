import { TIMEFRAME_MS } from '../core/time.ts'
import { equityProfile } from '../stats/equity-profile.ts'
import { sliceCube, tradeCube } from '../stats/trade-cube.ts'
import { type ActivityMetrics, activityMetrics } from './activity-metrics.ts'
import { type CostMetrics, costMetrics } from './cost-metrics.ts'
import { type DecisionMetrics, decisionMetrics } from './decision-metrics.ts'
import { type EquityMetrics, equityMetrics } from './equity-metrics.ts'
import { walkFills } from './fill-walk.ts'
import type { BacktestResult } from './result.ts'
import { type TradeGroups, tradeGroups } from './trade-groups.ts'
import { type TradeMetrics, tradeMetrics } from './trade-metrics.ts'

/**
 * Every figure of a run, JSON-safe: times are epoch ms, shares are not percent, amounts are quote units, losses
 * (drawdown, VaR, average loss) are positive, and a figure that is not defined is null. What makes it undefined
 * is said in the docstring of the function of its name in src/stats.
 */
export interface Metrics
  extends EquityMetrics,
    TradeMetrics,
    ActivityMetrics,
    DecisionMetrics,
    CostMetrics,
    TradeGroups {
  /** True where the data was generated: say so wherever a figure is shown. */
  readonly isSynthetic: boolean
}

/** Figures of a finished run (SPEC §7.8). The same result gives the same metrics, key for key and bit for bit. */
export function computeMetrics(result: BacktestResult): Metrics {
  const profile = equityProfile(result.times, result.equity, result.initialEquity, startTimeOf(result))
  const cube = tradeCube(result.trades)
  const all = sliceCube(cube, 1, () => 0)[0]!
  const walk = walkFills(result)
  const ids = result.instruments.map((instrument) => instrument.id)
  return {
    isSynthetic: result.dataset.isSynthetic,
    ...equityMetrics(profile, result.times.length),
    ...tradeMetrics(all),
    ...activityMetrics(result, profile, walk),
    ...decisionMetrics(result),
    ...costMetrics(walk.costs, ids),
    ...tradeGroups(cube, ids),
  }
}

/** When the first bar opened. */
function startTimeOf({ times, dataset }: BacktestResult): number {
  return times[0]! - TIMEFRAME_MS[dataset.timeframe]
}
