/**
 * Historical conditional value at risk (expected shortfall) of daily returns, as a loss: the mean of the worst
 * days.
 *
 *   CVaR = −mean of the ⌊(n − 1) · (1 − level)⌋ + 1 lowest returns
 *
 * These are the returns at or below the value-at-risk quantile; there is always at least one. null without days.
 * Source: Rockafellar & Uryasev, J. Risk 2(3), 2000; the count of days follows empyrical.
 */
export function expectedShortfall(sortedReturns: Float64Array, level = 0.95): number | null {
  if (sortedReturns.length === 0) return null
  // 1e-9: (1 − 0.95) · 20 must be 1, not 1 + 9e-16 or 1 − 9e-16.
  const count = Math.floor((sortedReturns.length - 1) * (1 - level) + 1e-9) + 1
  let sum = 0
  for (let i = 0; i < count; i++) sum += sortedReturns[i]!
  return 0 - sum / count
}
