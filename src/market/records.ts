/** What is left of a run: immutable facts, in the order in which they happened. */

export type Side = 1 | -1

/** Why an order was sent; also the exit reason of a trade. */
export const ORDER_REASONS = [
  'entry', // opens or adds to a position
  'signal', // the strategy closed or reduced it
  'reversal', // the strategy turned round
  'opposite', // the strategy turned round and may only close
  'stop',
  'target', // the (partial) profit target
  'trailing',
  'breakEven',
  'timeStop',
  'liquidation',
  'governor', // flattened by the safety governor
] as const

export type OrderReason = (typeof ORDER_REASONS)[number]

/** Index of each reason in `ORDER_REASONS`: its code in packed columns. */
export const REASON_CODE = Object.fromEntries(
  ORDER_REASONS.map((reason, code) => [reason, code]),
) as Readonly<Record<OrderReason, number>>

export interface Fill {
  readonly sequence: number
  readonly time: number
  /** Index of the instrument in the run. */
  readonly instrument: number
  readonly side: Side
  /** Integer lots, > 0. */
  readonly lots: number
  readonly price: number
  /** The price before slippage: open, trigger level, limit, or liquidation price. */
  readonly reference: number
  /** Quote units, ≥ 0 for a cost. */
  readonly fee: number
  readonly isMaker: boolean
  readonly reason: OrderReason
  /** An exit that rests on how a bar was read: inside it something else may have come first. */
  readonly isAmbiguous: boolean
}

export interface FundingPayment {
  readonly time: number
  readonly instrument: number
  /** Quote units; positive means the position paid. */
  readonly payment: number
}

/** From flat to flat; partial exits belong to it. */
export interface Trade {
  readonly instrument: number
  readonly side: Side
  readonly openTime: number
  readonly closeTime: number
  /** Quantity-weighted, quote per base unit. */
  readonly entryPrice: number
  readonly exitPrice: number
  /** Largest size held, base units. */
  readonly quantity: number
  /** Price profit before fees and funding, quote units. */
  readonly grossProfit: number
  readonly fees: number
  /** Positive means paid. */
  readonly funding: number
  /** grossProfit − fees − funding. */
  readonly profit: number
  /** Reason of the fill that ended it. */
  readonly exitReason: OrderReason
  readonly fillCount: number
  /** One of its exits is ambiguous. */
  readonly isAmbiguous: boolean
  /** Confidence of the signal that opened it, 0 … 1. */
  readonly confidence: number
  /** When it was proposed, when its target first filled, when its stop first trailed; NaN = never. */
  readonly proposedTime: number
  readonly partialTime: number
  readonly trailingTime: number
  /** Farthest against it and for it while it was held, shares of the entry price, ≥ 0 (MAE, MFE). */
  readonly adverseExcursion: number
  readonly favourableExcursion: number
  /** What its stop would have lost when it was last added to, quote units; NaN without a stop. */
  readonly initialRisk: number
  /** 1 trending, 0 normal, −1 ranging when it was proposed; NaN = not known. */
  readonly regime: number
  readonly leverage: number
}

/** A position that is open at the end: valued at the last mark, listed apart from the trades. */
export interface OpenPosition {
  readonly instrument: number
  readonly side: Side
  readonly quantity: number
  readonly entryPrice: number
  readonly markPrice: number
  readonly unrealised: number
  readonly openTime: number
  readonly leverage: number
  readonly fees: number
  readonly funding: number
}

/** The six layers of risk in the order in which they are asked (SPEC §6.2). */
export const RISK_LAYERS = ['governor', 'policy', 'lifecycle', 'portfolio', 'costs', 'funding'] as const

export type RiskLayerName = (typeof RISK_LAYERS)[number]

/** Everyone who can refuse a trade, in the order in which they are asked. */
export const REFUSERS = [...RISK_LAYERS, 'sizing', 'venue'] as const

export type Refuser = (typeof REFUSERS)[number]

/** What can be asked too much of, by who refuses it. */
export interface RefusalLimits {
  readonly governor: 'dailyLoss' | 'exposure' | 'losingStreak' | 'unhealthy' | 'killSwitch'
  readonly policy: 'confidence'
  readonly lifecycle: 'warmUp' | 'volume' | 'consensus' | 'rewardToRisk' | 'opposite'
  readonly portfolio: 'cooldown' | 'positions' | 'exposure' | 'sideExposure' | 'correlation'
  readonly costs: 'edge'
  readonly funding: 'rate'
  readonly sizing: 'equity' | 'stop' | 'room' | 'minNotional' | 'liquidation'
  readonly venue: 'margin' | 'postOnly' | 'reduceOnly'
}

/** A refused wish, the first of a row of equal ones. */
export interface Refusal {
  readonly time: number
  readonly instrument: number
  readonly side: Side
  readonly layer: Refuser
  readonly limit: RefusalLimits[Refuser]
  readonly value: number
  readonly bound: number
  /** How many times more the same was wished and refused before anything was filled. */
  repeats: number
}
