import { DAYS_PER_YEAR } from './annual.ts'
import { downsideDeviation } from './deviation.ts'
import { mean } from './mean.ts'

/**
 * Annual Sortino ratio of daily returns, target 0.
 *
 *   Sortino = r̄ / d · √365,  d the downside deviation over all days, not only the losing ones
 *
 * null without returns or without a losing day.
 * Source: Sortino & van der Meer, Downside risk, J. Portfolio Management 17(4), 1991.
 */
export function sortino(returns: Float64Array): number | null {
  const downside = downsideDeviation(returns)
  return downside === null || downside === 0 ? null : (mean(returns)! / downside) * Math.sqrt(DAYS_PER_YEAR)
}
