import { Account } from '../ledger/account.ts'
import { TradeBook } from '../ledger/trade-book.ts'
import { type Decision, HOLD } from '../market/decision.ts'
import type { Instrument } from '../market/instrument.ts'
import type { Command, Order } from '../market/order.ts'
import type { Refusal, Trade } from '../market/records.ts'
import type { GovernorChange } from '../risk/governor.ts'
import type { Proposal, Standing } from '../risk/proposal.ts'
import { type RiskStack, riskStack } from '../risk/risk-stack.ts'
import { Guard } from './guard.ts'
import type { TradingRules } from './rules.ts'

/** What the engine remembers of one instrument beside its position. */
export class Seat {
  /** Bars closed so far; the ordinal of the bar that is open now. */
  barCount = 0
  /** End of the last closed bar. */
  closedUntil = Number.NEGATIVE_INFINITY
  /** Last closed price: what a decision is sized with. */
  close = Number.NaN
  /** An order that opens or adds, on its way or waiting for its price. */
  entry: Order | undefined
  /** Last bar in which the entry order lives; Infinity for a market order. */
  entryExpiresAt = 0
  /** A market order that closes the whole position, on its way. */
  closing: Order | undefined
  /** What protects the position. */
  readonly guard = new Guard()
  /** Entries are refused before this time. */
  cooldownUntil = Number.NEGATIVE_INFINITY
  /** The last signal and what was known of the market with it. */
  decision: Decision = HOLD
  regime = Number.NaN
  atr = Number.NaN
  volume = Number.NaN
  fundingRate = Number.NaN
  fundingIntervalMs = Number.NaN
  /** The last thing that was refused; undefined once a fill came through. */
  lastRefusal: Refusal | undefined
}

/** The engine's whole state. One owner; leaves (orders, fills) are replaced, not changed. */
export interface EngineState {
  /** Time of the last event. */
  now: number
  readonly rules: TradingRules
  /** Length of a bar. */
  readonly intervalMs: number
  readonly risk: RiskStack
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
  /** Entries that were wished: each of them was refused by someone or became an order. */
  proposals: number
  /** Orders that were sent to open a position or to add to one. */
  entryOrders: number
  /** Positions that were found without a stop they should have and got one. */
  repairs: number
  /** The proposal under review, and the account as it stands then; filled again and again. */
  readonly proposal: Proposal
  readonly standing: Standing
  readonly onRefusal: (refusal: Refusal) => void
}

/** Where the engine reports what a run leaves behind. */
export interface EngineSinks {
  readonly onTrade: (trade: Trade) => void
  readonly onRefusal: (refusal: Refusal) => void
  readonly onGovernor: (change: GovernorChange) => void
}

export function createState(
  instruments: readonly Instrument[],
  rules: TradingRules,
  intervalMs: number,
  sinks: EngineSinks,
): EngineState {
  const account = new Account(instruments, rules.initialEquity, rules.marginMode)
  const risk = riskStack(rules.risk, instruments.length, rules.initialEquity, sinks.onGovernor)
  const onTrade = (trade: Trade) => {
    risk.governor.onTrade(trade.closeTime, trade.profit)
    sinks.onTrade(trade)
  }
  return {
    now: Number.NEGATIVE_INFINITY,
    rules,
    intervalMs,
    risk,
    account,
    trades: new TradeBook(account.grids, onTrade),
    seats: instruments.map(() => new Seat()),
    nextOrderId: 1,
    candidates: [],
    commands: [],
    unknownFunding: 0,
    proposals: 0,
    entryOrders: 0,
    repairs: 0,
    proposal: blankProposal(),
    standing: blankStanding(account, risk),
    onRefusal: sinks.onRefusal,
  }
}

function blankProposal(): Proposal {
  return {
    instrument: 0,
    side: 1,
    confidence: Number.NaN,
    votes: undefined,
    edgeBps: Number.NaN,
    price: Number.NaN,
    regime: Number.NaN,
    atr: Number.NaN,
    volume: Number.NaN,
    fundingRate: Number.NaN,
    fundingIntervalMs: Number.NaN,
    stopPct: Number.NaN,
    targetPct: Number.NaN,
    slippageBps: Number.NaN,
    feeBps: Number.NaN,
    cooldownUntil: Number.NEGATIVE_INFINITY,
    exposure: 1,
    riskMultiplier: 1,
    room: Number.POSITIVE_INFINITY,
  }
}

function blankStanding(account: Account, { returns }: RiskStack): Standing {
  return {
    account,
    now: Number.NaN,
    equity: Number.NaN,
    longNotional: 0,
    shortNotional: 0,
    positions: 0,
    maintenance: 0,
    exposures: new Float64Array(account.instruments.length),
    returns,
  }
}
