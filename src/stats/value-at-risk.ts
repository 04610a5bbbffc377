import { quantile } from './quantile.ts'

/**
 * Historical value at risk of daily returns, as a loss: 0.03 means that one day in twenty loses 3 % or more.
 *
 *   VaR = −Q(1 − level)
 *
 * The quantile interpolates linearly (type 7). Negative when even that day gained; null without days.
 */
export function valueAtRisk(sortedReturns: Float64Array, level = 0.95): number | null {
  const cutoff = quantile(sortedReturns, 1 - level)
  return cutoff === null ? null : 0 - cutoff
}
