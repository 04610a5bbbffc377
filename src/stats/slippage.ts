import type { Fill } from '../market/records.ts'

/**
 * What a fill cost against the price before slippage, quote units; rounding to the tick is part of it.
 *
 *   cost = side · (price − reference) · quantity,  quantity = lots · lot step
 *
 * Never negative for a market order; 0 for a limit order, which fills at its price.
 */
export function slippageCost(fill: Fill, lotStep: number): number {
  return fill.side * (fill.price - fill.reference) * fill.lots * lotStep
}
