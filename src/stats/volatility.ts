import { DAYS_PER_YEAR } from './annual.ts'
import { sampleDeviation } from './deviation.ts'

/** Annual volatility: sample deviation of daily returns × √365. null below two days. */
export function volatility(returns: Float64Array): number | null {
  const deviation = sampleDeviation(returns)
  return deviation === null ? null : deviation * Math.sqrt(DAYS_PER_YEAR)
}
