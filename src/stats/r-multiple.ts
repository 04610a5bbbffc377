import type { Trade } from '../market/records.ts'

/**
 * Profit of a trade in units of what its first stop would have lost.
 *
 *   R = profit after fees and funding / initial risk
 *
 * −1 is a trade that was stopped without costs; NaN without a stop.
 * Source: Tharp, Trade your way to financial freedom, McGraw-Hill 1999.
 */
export function rMultiple({ profit, initialRisk }: Trade): number {
  return profit / initialRisk
}
