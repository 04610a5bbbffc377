import type { OrderReason, Side } from './records.ts'

/** What a trade is meant to be when it is decided; it goes with the order that opens it. */
export interface TradePlan {
  /** When it was proposed. */
  readonly proposedAt: number
  /** Distances from the average entry, shares of it; NaN = none. */
  readonly stopPct: number
  readonly targetPct: number
  readonly leverage: number
  /** 1 trending, 0 normal, −1 ranging; NaN = not known. */
  readonly regime: number
}

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
  /** Of an order that opens or adds. */
  readonly plan: TradePlan | undefined
}

/** What the engine asks of the venue; it may be refused. */
export type Command =
  | { readonly kind: 'order.submit'; readonly order: Order }
  | { readonly kind: 'order.amend'; readonly order: Order }
  | { readonly kind: 'order.cancel'; readonly instrument: number; readonly id: number }
