import type { BarTraded } from '../market/event.ts'
import type { Order } from '../market/order.ts'
import type { SlippageContext } from './costs.ts'
import { blankBar } from './finer-bar.ts'

/** One instrument's book at the simulated venue: only our own orders are in it. */
export class OrderBook {
  /** Limit orders and triggers that wait for their price. */
  resting: Order[] = []
  readonly context: SlippageContext = { volumeBefore: Number.NaN, atrBefore: Number.NaN }
  openedAt = Number.NEGATIVE_INFINITY
  open = Number.NaN
  /** The bar being traded, or the finer bar inside it. */
  tape: BarTraded = blankBar()
  /** Optimistic reading: a target has filled in this bar, the stop is not tried again in it. */
  isStopMuted = false
  /** The position might have been closed in the bar of its entry, had that been read otherwise: its next exit rests on it. */
  isExitOwed = false

  /** A moved trigger keeps its id. */
  replace(order: Order): void {
    const at = this.resting.findIndex((other) => other.id === order.id)
    if (at >= 0) this.resting[at] = order
  }
}

/** Takes an order out; false where it is not here any more. */
export function removeOrder(orders: Order[], id: number): boolean {
  const at = orders.findIndex((order) => order.id === id)
  if (at >= 0) orders.splice(at, 1)
  return at >= 0
}
