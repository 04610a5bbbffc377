/** Notional of all positions as a multiple of equity. */
export interface EffectiveLeverage {
  /** Mean over the bar closes at which something was held. */
  readonly average: number | null
  readonly maximum: number | null
}

/**
 * How many times the equity was in the market.
 *
 *   leverage(t) = gross exposure(t) / equity(t)
 *
 * Bar closes at which nothing was held or no equity was left (≤ 0) do not count; null where none counts.
 */
export function effectiveLeverage(gross: Float64Array, equity: Float64Array): EffectiveLeverage {
  let sum = 0
  let count = 0
  let maximum = 0
  for (let i = 0; i < equity.length; i++) {
    if (gross[i] === 0 || equity[i]! <= 0) continue
    const leverage = gross[i]! / equity[i]!
    sum += leverage
    count++
    if (leverage > maximum) maximum = leverage
  }
  return count === 0 ? { average: null, maximum: null } : { average: sum / count, maximum }
}
