import { centralMoment } from './central-moment.ts'
import { sampleDeviation } from './deviation.ts'
import { mean } from './mean.ts'

/**
 * Skewness, population form.
 *
 *   γ₃ = m₃ / m₂^{3/2},  mₖ = Σ (x − x̄)ᵏ / n
 *
 * null below two values or when they do not vary.
 */
export function skewness(values: Float64Array): number | null {
  if (!sampleDeviation(values)) return null
  const centre = mean(values)!
  return centralMoment(values, centre, 3) / centralMoment(values, centre, 2) ** 1.5
}
