import type { BarTraded } from '../market/event.ts'
import type { Order } from '../market/order.ts'
import type { OrderBook } from './order-book.ts'
import type { VenueRules } from './rules.ts'
import { approachOf, isBeyond } from './trigger.ts'

/** Which orders a bar reaches, and where on its path. */

/** What the price meets first on its way. */
export interface Touch {
  /** undefined = the liquidation price. */
  readonly order: Order | undefined
  /** Last price at which it was met. */
  readonly at: number
}

/** False when the range of the bar, last price and mark together, holds no order's level. */
export function isAnyInRange(orders: readonly Order[], tape: BarTraded): boolean {
  for (const order of orders) {
    const reached =
      approachOf(order) > 0
        ? order.price <= Math.max(tape.high, tape.markHigh)
        : order.price >= Math.min(tape.low, tape.markLow)
    if (reached) return true
  }
  return false
}

/** The open itself is at or beyond the order's level. */
export function isGapped(order: Order, tape: BarTraded, rules: VenueRules): boolean {
  if (order.type === 'limit' && tape.open === order.price) return rules.limitFill === 'touch'
  const isOnMark = order.type !== 'limit' && rules.triggerBy === 'mark'
  return isBeyond(isOnMark ? tape.markOpen : tape.open, order.price, approachOf(order))
}

/** The bar's path reaches the order. */
export function isInside(order: Order, tape: BarTraded, rules: VenueRules): boolean {
  const approach = approachOf(order)
  return isMet(order, meetingPoint(order, tape, rules), approach > 0 ? tape.high : tape.low, approach, rules)
}

/** The first order met on the way up or down to a price, nearest level first. */
export function nextTouch(
  book: OrderBook,
  rules: VenueRules,
  to: number,
  direction: 1 | -1,
): Touch | undefined {
  let first: Touch | undefined
  for (const order of book.resting) {
    if (approachOf(order) !== direction || (book.isStopMuted && order.type === 'stopMarket')) continue
    const at = meetingPoint(order, book.tape, rules)
    if (!isMet(order, at, to, direction, rules)) continue
    if (!first || isBeyond(first.at, at, direction)) first = { order, at }
  }
  return first
}

/** The way to a price leads to, and where need be through, an order that is met at `at`. */
function isMet(order: Order, at: number, to: number, direction: 1 | -1, rules: VenueRules): boolean {
  return isBeyond(to, at, direction) && !(to === at && needsThrough(order, rules))
}

/** Last price at which an order goes: its level, or, triggered by mark, the last price nearest to it. NaN: not in this bar. */
export function meetingPoint(order: Order, tape: BarTraded, rules: VenueRules): number {
  if (order.type === 'limit' || rules.triggerBy === 'last') return order.price
  const approach = approachOf(order)
  const isReached = isBeyond(approach > 0 ? tape.markHigh : tape.markLow, order.price, approach)
  return isReached ? withinBar(order.price, tape) : Number.NaN
}

function needsThrough(order: Order, rules: VenueRules): boolean {
  return order.type === 'limit' && rules.limitFill === 'through'
}

export function withinBar(price: number, tape: BarTraded): number {
  return Math.min(tape.high, Math.max(tape.low, price))
}
