import { DAYS_PER_YEAR } from './annual.ts'
import { sampleDeviation } from './deviation.ts'
import { mean } from './mean.ts'

/**
 * Sharpe ratio per period, risk-free rate 0.
 *
 *   SR = r̄ / s,  s the sample deviation
 *
 * null below two returns or when they do not vary.
 * Source: Sharpe, The Sharpe ratio, J. Portfolio Management 21(1), 1994.
 */
export function sharpePerPeriod(returns: Float64Array): number | null {
  const deviation = sampleDeviation(returns)
  return deviation === null || deviation === 0 ? null : mean(returns)! / deviation
}

/** Annual Sharpe ratio of daily returns: SR × √365 (returns taken as independent). null as above. */
export function sharpe(returns: Float64Array): number | null {
  const daily = sharpePerPeriod(returns)
  return daily === null ? null : daily * Math.sqrt(DAYS_PER_YEAR)
}
