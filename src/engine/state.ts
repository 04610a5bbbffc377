import { Account } from '../ledger/account.ts'
import { TradeBook } from '../ledger/trade-book.ts'
import { type Decision, HOLD } from '../market/decision.ts'
import type { Instrument } from '../market/instrument.ts'
import type { Command, Order } from '../market/order.ts'
import type { Refusal, Trade } from '../market/records.ts'
import type { TradingRules } from './rules.ts'

/** What the engine remembers of one instrument beside its position. */
export class Seat {
  /** Bars closed so far; the ordinal of the bar that is open now. */
  barCount = 0
  /** End of the last closed bar. */
  closedUntil = Number.NEGATIVE_INFINITY
  /** Last closed price: what a decision is sized with. */
  close = Number.NaN
  /** Our orders at the venue. */
  stop: Order | undefined
  target: Order | undefined
  entry: Order | undefined
  /** Last bar in which the entry order lives. */
  entryExpiresAt = 0
  /** Ordinal of the bar in which the position was opened. */
  entryBar = 0
  /** The position was opened inside a bar: that bar's extremes say nothing about what came after. */
  isEntryIntrabar = false
  isBreakEven = false
  /** The target has filled: what the strategy adds later rides with the rest. */
  isTargetDone = false
  /** First bar in which the trailing stop is active; Infinity before. */
  trailFromBar = Number.POSITIVE_INFINITY
  /** Best price since trailing became active. */
  bestPrice = 0
  /** A market order that closes the position is on its way. */
  isClosing = false
  /** The last signal. */
  decision: Decision = HOLD
  /** The last thing that was refused; undefined once a fill came through. */
  lastRefusal: Refusal | undefined
}

/** The engine's whole state. One owner; leaves (orders, fills) are replaced, not changed. */
export interface EngineState {
  /** Time of the last event. */
  now: number
  readonly rules: TradingRules
  readonly account: Account
  readonly trades: TradeBook
  readonly seats: readonly Seat[]
  nextOrderId: number
  /** Instruments whose signal of this instant asks for something. */
  readonly candidates: number[]
  /** What the last step asks of the venue; emptied by the next. */
  readonly commands: Command[]
  /** Settlements whose rate was unknown while a position was held. */
  unknownFunding: number
  readonly onRefusal: (refusal: Refusal) => void
}

/** Where the engine reports what a run leaves behind. */
export interface EngineSinks {
  readonly onTrade: (trade: Trade) => void
  readonly onRefusal: (refusal: Refusal) => void
}

export function createState(
  instruments: readonly Instrument[],
  rules: TradingRules,
  sinks: EngineSinks,
): EngineState {
  const account = new Account(instruments, rules.initialEquity, rules.leverage, rules.marginMode)
  return {
    now: Number.NEGATIVE_INFINITY,
    rules,
    account,
    trades: new TradeBook(account.grids, sinks.onTrade),
    seats: instruments.map(() => new Seat()),
    nextOrderId: 1,
    candidates: [],
    commands: [],
    unknownFunding: 0,
    onRefusal: sinks.onRefusal,
  }
}
