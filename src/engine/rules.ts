import type { MarginMode } from '../ledger/account.ts'
import type { VenueRules } from '../venue/rules.ts'

/** How large a position is: its allotment at exposure 1. */
export type SizingRules =
  /** A share of equity at the decision; absent, one divided by the number of instruments. */
  | { readonly kind: 'share'; readonly share?: number }
  /** Quote units. */
  | { readonly kind: 'notional'; readonly notional: number }

export type EntryRules =
  | { readonly kind: 'market' }
  /** A limit order `offsetBps` better than the close of the decision, cancelled after `lifeBars` bars. */
  | {
      readonly kind: 'limit'
      readonly offsetBps: number
      readonly lifeBars: number
      readonly isPostOnly: boolean
    }

/** Protective orders and exits (SPEC §6.5, 7.4). Absent = none. Percentages are of the average entry price. */
export interface ExitRules {
  readonly stopPct?: number
  readonly targetPct?: number
  /** Share of the position that the target closes, 0 … 1. */
  readonly targetShare: number
  /** Distance from the best price; active in the bar after the target filled (after the entry without target). */
  readonly trailPct?: number
  /** Share of the way to the target at which the stop moves to the entry price. */
  readonly breakEvenAt?: number
  /** Bars after which the position is closed; the bar of the entry is the first. */
  readonly timeStopBars?: number
}

/** The effective trading configuration of a run. */
export interface TradingRules {
  readonly initialEquity: number
  readonly leverage: number
  readonly marginMode: MarginMode
  readonly sizing: SizingRules
  readonly entry: EntryRules
  readonly exits: ExitRules
  readonly venue: VenueRules
}

/** Defaults of SPEC §7.2, 7.3, 7.9 and 15. */
export const DEFAULT_RULES: TradingRules = {
  initialEquity: 10_000,
  leverage: 5,
  marginMode: 'cross',
  sizing: { kind: 'share' },
  entry: { kind: 'market' },
  exits: { targetShare: 0.5 },
  venue: {
    slippage: { kind: 'fixed', bps: 2 },
    reading: 'pessimistic',
    triggerBy: 'last',
    limitFill: 'through',
  },
}
