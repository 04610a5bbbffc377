import type { Order } from '../market/order.ts'

/** Direction in which the price must move to reach an order: −1 down to it, +1 up to it. */
export function approachOf(order: Order): 1 | -1 {
  return order.type === 'stopMarket' ? order.side : order.side > 0 ? -1 : 1
}

/** True when a price at or beyond `level` was reached coming from the other side. */
export function isBeyond(price: number, level: number, approach: 1 | -1): boolean {
  return approach > 0 ? price >= level : price <= level
}
