import type { Account } from '../ledger/account.ts'
import { sharedCollateral } from '../ledger/liquidation-level.ts'
import { bracketOf, liquidationPrice } from '../ledger/margin.ts'
import type { MarginBracket } from '../market/instrument.ts'
import type { Side } from '../market/records.ts'
import type { AutoLeverage } from './rules.ts'

/** A position that does not exist yet. */
export interface Prospect {
  readonly side: Side
  /** Base units, > 0. */
  readonly units: number
  readonly price: number
  readonly brackets: readonly MarginBracket[]
}

/** How far the mark may go against a position before it is liquidated, a share of the price; Infinity = for ever. */
function distanceTo({ side, units, price, brackets }: Prospect, collateral: number): number {
  const level = liquidationPrice(side * units, price, collateral, brackets)
  const distance = (side * (price - level)) / price
  return side > 0 && level <= 0 ? Number.POSITIVE_INFINITY : distance
}

/** The same with its own margin alone: notional ÷ leverage. */
export function isolatedDistance(prospect: Prospect, leverage: number): number {
  return distanceTo(prospect, (prospect.units * prospect.price) / leverage)
}

/**
 * The same with all that the account has, in cross margin, else with its own margin.
 *
 * @param reserved maintenance margin that others are going to need
 */
export function liquidationDistance(
  prospect: Prospect,
  leverage: number,
  account: Account,
  instrument: number,
  reserved: number,
): number {
  return account.marginMode === 'isolated'
    ? isolatedDistance(prospect, leverage)
    : distanceTo(prospect, sharedCollateral(account, instrument) - reserved)
}

/** Highest leverage that the bracket of a notional allows. */
export function maxLeverage({ units, price, brackets }: Prospect): number {
  return bracketOf(brackets, units * price).maxLeverage
}

/**
 * The highest whole leverage of a range at which a position with nothing but its own margin keeps its liquidation
 * beyond the stop by a cushion of the instrument's own volatility; the least where none does.
 *
 *   distance to liquidation ≥ stop + cushionAtrs × ATR ÷ price
 *
 * @param stopPct NaN = no stop
 */
export function autoLeverage(rules: AutoLeverage, prospect: Prospect, stopPct: number, atr: number): number {
  const stop = Number.isNaN(stopPct) ? 0 : stopPct
  const cushion = Number.isNaN(atr) ? 0 : (rules.cushionAtrs * atr) / prospect.price
  for (let leverage = rules.most; leverage > rules.least; leverage--) {
    if (isolatedDistance(prospect, leverage) >= stop + cushion) return leverage
  }
  return rules.least
}

/** The stop lies on this side of liquidation, with a share of the way to it left free. */
export function isStopInside(stopPct: number, distance: number, buffer: number): boolean {
  return stopPct <= distance * (1 - buffer)
}

/** The highest whole leverage up to `leverage` at which the stop is inside an isolated position's liquidation; 0 = none. */
export function leverageForStop(
  prospect: Prospect,
  leverage: number,
  stopPct: number,
  buffer: number,
): number {
  let lower = Math.floor(leverage)
  while (lower >= 1 && !isStopInside(stopPct, isolatedDistance(prospect, lower), buffer)) lower--
  return lower
}
