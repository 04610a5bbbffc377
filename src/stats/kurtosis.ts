import { centralMoment } from './central-moment.ts'
import { sampleDeviation } from './deviation.ts'
import { mean } from './mean.ts'

/**
 * Raw kurtosis, population form: a normal distribution has 3.
 *
 *   γ₄ = m₄ / m₂²,  mₖ = Σ (x − x̄)ᵏ / n
 *
 * null below two values or when they do not vary.
 */
export function kurtosis(values: Float64Array): number | null {
  if (!sampleDeviation(values)) return null
  const centre = mean(values)!
  return centralMoment(values, centre, 4) / centralMoment(values, centre, 2) ** 2
}
