import type { BarTraded } from '../market/event.ts'
import type { Order } from '../market/order.ts'
import type { SlippageContext } from './costs.ts'

const NO_BAR: BarTraded = {
  kind: 'bar.traded',
  time: Number.NEGATIVE_INFINITY,
  instrument: -1,
  open: Number.NaN,
  high: Number.NaN,
  low: Number.NaN,
  close: Number.NaN,
  markOpen: Number.NaN,
  markHigh: Number.NaN,
  markLow: Number.NaN,
}

/** One instrument's book at the simulated venue: only our own orders are in it. */
export class OrderBook {
  /** Limit orders and triggers that wait for their price. */
  resting: Order[] = []
  readonly context: SlippageContext = { volumeBefore: Number.NaN, atrBefore: Number.NaN }
  openedAt = Number.NEGATIVE_INFINITY
  open = Number.NaN
  /** The bar being traded. */
  tape: BarTraded = NO_BAR
  /** Optimistic reading: a target has filled in this bar, the stop is not tried again in it. */
  isStopMuted = false

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
