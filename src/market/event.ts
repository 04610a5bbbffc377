import type { Decision } from './decision.ts'
import type { FinerBars } from './finer-bars.ts'
import type { Order } from './order.ts'
import type { Fill, Refusal } from './records.ts'

/**
 * Facts, in the order in which they could be known. One bar of one instrument passes through the phases of
 * SPEC §7.1; the events below are those phases. `instrument` is an index into the run's instruments.
 */
export type MarketEvent =
  | FundingSettled
  | BarOpened
  | OrdersReleased
  | BarTraded
  | BarClosed
  | SignalRaised
  | DecisionsDue
  | ControlIssued
  | RiskChecked

/** A settlement; NaN rate = unknown: pays nothing and is counted. `time` is when the engine takes it in. */
export interface FundingSettled {
  readonly kind: 'funding.settled'
  readonly time: number
  readonly settledAt: number
  readonly instrument: number
  readonly rate: number
  readonly mark: number
}

/** Only the open of the bar is known. */
export interface BarOpened {
  readonly kind: 'bar.opened'
  readonly time: number
  readonly instrument: number
  readonly open: number
  readonly markOpen: number
  /** Base volume of the bar before; NaN at the first. For slippage models. */
  readonly volumeBefore: number
  /** ATR 14 up to the bar before, quote units; NaN while unknown. */
  readonly atrBefore: number
}

/** Every instrument of this instant has opened: orders decided at the bar before fill. */
export interface OrdersReleased {
  readonly kind: 'orders.released'
  readonly time: number
}

/** The bar's whole range: protective and resting orders and liquidation are tried against it. */
export interface BarTraded {
  readonly kind: 'bar.traded'
  readonly time: number
  readonly instrument: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly markOpen: number
  readonly markHigh: number
  readonly markLow: number
  /** The instrument's finer bars; undefined where it has none, as live. */
  readonly finer: FinerBars | undefined
  /** Row of the first finer bar inside this bar; −1 = they do not cover it. */
  readonly finerRow: number
}

/** The end of the bar: positions are valued, moving stops are moved. `time` is the end. */
export interface BarClosed {
  readonly kind: 'bar.closed'
  readonly time: number
  readonly instrument: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly markClose: number
}

/** What a strategy wants, and what was known of the market then; NaN = not known. */
export interface SignalRaised {
  readonly kind: 'signal.raised'
  readonly time: number
  readonly instrument: number
  readonly decision: Decision
  /** 1 trending, 0 normal, −1 ranging. */
  readonly regime: number
  /** ATR 14, quote units. */
  readonly atr: number
  /** Base volume of the bar. */
  readonly volume: number
  /** Last settled rate per interval, and that interval. */
  readonly fundingRate: number
  readonly fundingIntervalMs: number
}

/** Every signal of this instant has been raised: candidates are ranked, sized and sent. */
export interface DecisionsDue {
  readonly kind: 'decisions.due'
  readonly time: number
}

/**
 * What someone outside tells the safety governor.
 *
 *   kill       cancel and flatten, nothing more until `resume`
 *   unhealthy  only closing orders, until `healthy`
 *   resume     forget every halt, also a daily loss and a losing streak
 */
export const CONTROLS = ['kill', 'unhealthy', 'healthy', 'resume'] as const

export type Control = (typeof CONTROLS)[number]

export interface ControlIssued {
  readonly kind: 'control.issued'
  readonly time: number
  readonly control: Control
}

/** Time to look at positions and risk between two bars: live every few seconds. */
export interface RiskChecked {
  readonly kind: 'risk.checked'
  readonly time: number
}

/** What the venue reports back. */
export type VenueEvent = OrderFilled | OrderRefused | FundingPaid

export interface OrderFilled {
  readonly kind: 'order.filled'
  readonly time: number
  readonly order: Order
  readonly fill: Fill
  /** Filled inside the bar, not at its open: what the bar did before it is unknown. */
  readonly isIntrabar: boolean
  /** Of the order, still waiting; 0 = it is done. */
  readonly remainingLots: number
}

export interface OrderRefused {
  readonly kind: 'order.refused'
  readonly time: number
  readonly order: Order
  readonly refusal: Refusal
}

export interface FundingPaid {
  readonly kind: 'funding.paid'
  readonly time: number
  readonly settledAt: number
  readonly instrument: number
  /** Positive means the position paid; NaN = the rate was unknown. */
  readonly payment: number
}

export type EngineEvent = MarketEvent | VenueEvent

/**
 * Events on the hot path are objects that their sender fills again and again: whoever keeps one copies it.
 */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }
