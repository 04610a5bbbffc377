import type { Random } from '../../core/random.ts'

/**
 * Nearly normal, mean 0 and variance 1, within ±3: the sum of three uniforms. Cheap, and bit-identical on every
 * machine because it only adds (Math.log and Math.cos are not).
 */
export function noise(random: Random): number {
  return ((random.uint32() + random.uint32() + random.uint32()) / 4294967296 - 1.5) * 2
}

/** Volatility that comes in clusters: GARCH(1,1) of standardised returns, long-run variance 1. */
export class VolatilityCluster {
  deviation = 1
  private variance = 1

  push(standardised: number): void {
    const shock = Math.min(9, standardised * standardised)
    this.variance = 0.03 + 0.08 * shock + 0.89 * this.variance
    this.deviation = Math.sqrt(this.variance)
  }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

const POWERS_OF_TEN = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]

/** Rounded to `decimals` ≤ 8 places, as the double nearest to that decimal number. */
export function rounded(value: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals]!
  return Math.round(value * scale) / scale
}
