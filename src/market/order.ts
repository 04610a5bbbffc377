import type { OrderReason, Side } from './records.ts'

export type OrderType = 'market' | 'limit' | 'stopMarket' | 'takeProfitMarket'

/** Our intent at the venue. Immutable; a moved stop is a new value with the same id. */
export interface Order {
  readonly id: number
  readonly instrument: number
  readonly side: Side
  readonly type: OrderType
  /** Integer, > 0, fixed when the order is decided. */
  readonly lots: number
  /** Limit price or trigger level; NaN for a market order. */
  readonly price: number
  readonly isReduceOnly: boolean
  readonly isPostOnly: boolean
  readonly reason: OrderReason
  /** Of the signal behind it, 0 … 1. */
  readonly confidence: number
}

/** What the engine asks of the venue; it may be refused. */
export type Command =
  | { readonly kind: 'order.submit'; readonly order: Order }
  | { readonly kind: 'order.amend'; readonly order: Order }
  | { readonly kind: 'order.cancel'; readonly instrument: number; readonly id: number }
