import type { MarginMode } from '../ledger/account.ts'
import {
  type AutoLeverage,
  type ExitRules,
  NO_EXITS,
  NO_RISK,
  type RiskRules,
  type RiskSizing,
  STANDARD_EXITS,
  STANDARD_RISK,
  STANDARD_SIZING,
} from '../risk/rules.ts'
import type { VenueRules } from '../venue/rules.ts'

export type { ExitRules, RiskRules } from '../risk/rules.ts'

/** How large a position is: its allotment at exposure 1. */
export type SizingRules =
  /** A share of equity at the decision; absent, one divided by the number of instruments. */
  | { readonly kind: 'share'; readonly share?: number }
  /** Quote units. */
  | { readonly kind: 'notional'; readonly notional: number }
  /** What the stop may lose. */
  | RiskSizing

export type EntryRules =
  | { readonly kind: 'market' }
  /** A limit order `offsetBps` better than the close of the decision, cancelled after `lifeBars` bars. */
  | {
      readonly kind: 'limit'
      readonly offsetBps: number
      readonly lifeBars: number
      readonly isPostOnly: boolean
    }

/** The effective trading configuration of a run. */
export interface TradingRules {
  readonly initialEquity: number
  readonly leverage: number | AutoLeverage
  readonly marginMode: MarginMode
  readonly sizing: SizingRules
  readonly entry: EntryRules
  readonly exits: ExitRules
  readonly risk: RiskRules
  readonly venue: VenueRules
}

/** The rules of the baselines (SPEC §7.2, 7.3, 7.9): no layer of risk, no protection, the whole allotment. */
export const PLAIN_RULES: TradingRules = {
  initialEquity: 10_000,
  leverage: 5,
  marginMode: 'cross',
  sizing: { kind: 'share' },
  entry: { kind: 'market' },
  exits: NO_EXITS,
  risk: NO_RISK,
  venue: {
    slippage: { kind: 'fixed', bps: 2 },
    reading: 'pessimistic',
    triggerBy: 'last',
    limitFill: 'through',
  },
}

/** The trading rules of SPEC §6 with their default numbers. */
export const STANDARD_RULES: TradingRules = {
  ...PLAIN_RULES,
  leverage: 30,
  sizing: STANDARD_SIZING,
  exits: STANDARD_EXITS,
  risk: STANDARD_RISK,
}
