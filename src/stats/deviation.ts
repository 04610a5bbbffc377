import { centralMoment } from './central-moment.ts'
import { mean } from './mean.ts'

/** A spread of returns below this is rounding, not risk: simple returns carry errors of about 2e-16. */
const ROUNDING = 1e-14

/**
 * Sample standard deviation.
 *
 *   s = √( Σ (x − x̄)² / (n − 1) )
 *
 * null below two values. A spread that is only the rounding of equal values (< 1e-14) is exactly 0, so that
 * a ratio over it is recognised as undefined.
 */
export function sampleDeviation(values: Float64Array): number | null {
  const count = values.length
  if (count < 2) return null
  const deviation = Math.sqrt((centralMoment(values, mean(values)!, 2) * count) / (count - 1))
  return deviation < ROUNDING ? 0 : deviation
}

/**
 * Downside deviation: the root mean square of what fell short of the target 0, over all values.
 *
 *   d = √( Σ min(x, 0)² / n )
 *
 * null of nothing. Source: Sortino & van der Meer, Downside risk, J. Portfolio Management 17(4), 1991.
 */
export function downsideDeviation(values: Float64Array): number | null {
  if (values.length === 0) return null
  let sum = 0
  for (const value of values) if (value < 0) sum += value * value
  const deviation = Math.sqrt(sum / values.length)
  return deviation < ROUNDING ? 0 : deviation
}
