import type { MarginBracket } from '../market/instrument.ts'

/** The bracket that a notional (quote units, ≥ 0) falls in; the last one above all caps. */
export function bracketOf(brackets: readonly MarginBracket[], notional: number): MarginBracket {
  let k = 0
  while (k < brackets.length - 1 && notional > brackets[k]!.notionalCap) k++
  return brackets[k]!
}

/** Margin below which a position is liquidated: notional · rate − amount of its bracket. */
export function maintenanceMargin(brackets: readonly MarginBracket[], notional: number): number {
  const bracket = bracketOf(brackets, notional)
  return notional * bracket.maintenanceRate - bracket.maintenanceAmount
}

/**
 * The mark price at which collateral plus unrealised profit equals the maintenance margin.
 *
 *   price = (collateral + amount − units · entry) / (|units| · rate − units)
 *
 * with the bracket that the notional at that very price falls in.
 * Source: Binance, "Liquidation Price of USDⓈ-M Futures Contracts" (one-way mode).
 *
 * @param units      signed, ≠ 0
 * @param collateral wallet − other positions' maintenance + other unrealised profit (cross),
 *                   or the position's own margin (isolated)
 * @returns ≤ 0 for a long that no price can liquidate
 */
export function liquidationPrice(
  units: number,
  entryPrice: number,
  collateral: number,
  brackets: readonly MarginBracket[],
): number {
  const size = Math.abs(units)
  let price = Number.NaN
  for (const bracket of brackets) {
    price =
      (collateral + bracket.maintenanceAmount - units * entryPrice) / (size * bracket.maintenanceRate - units)
    // Below the cap of the first bracket that holds it: maintenance is continuous and convex in the price.
    if (size * price <= bracket.notionalCap) return price
  }
  return price
}
