import type { Account } from '../ledger/account.ts'
import type { Votes } from '../market/decision.ts'
import type { RefusalLimits, Refuser, Side } from '../market/records.ts'
import type { ReturnWindow } from './return-window.ts'

/**
 * A trade that somebody wishes, on its way through the layers; what is not known is NaN. The engine fills one
 * and the same object again and again.
 */
export interface Proposal {
  instrument: number
  side: Side
  /** 0 … 1 */
  confidence: number
  votes: Votes | undefined
  /** What the strategy expects to gain before costs, basis points; NaN = not said. */
  edgeBps: number
  /** Close of the decision. */
  price: number
  /** 1 trending, 0 normal, −1 ranging. */
  regime: number
  /** Quote units. */
  atr: number
  /** Base volume of the bar. */
  volume: number
  /** Last settled rate, per interval. */
  fundingRate: number
  fundingIntervalMs: number
  /** Distances of stop and target, shares of the price; NaN = none. */
  stopPct: number
  targetPct: number
  /** Expected of one fill, at the size that is wished. */
  slippageBps: number
  /** Of entry and exit together. */
  feeBps: number
  /** Entries are refused before this time. */
  cooldownUntil: number
  /** Share of the allotment that is wished. */
  exposure: number
  /** Set by the policy: factor on the risk of the trade. */
  riskMultiplier: number
  /** Notional that the limits leave; each layer may lower it. */
  room: number
}

/**
 * How the account stands while a proposal is reviewed: entries that are on their way count as held, what the
 * proposal's own instrument holds is left out.
 */
export interface Standing {
  readonly account: Account
  now: number
  equity: number
  /** Notional of all positions of a side, quote units ≥ 0. */
  longNotional: number
  shortNotional: number
  positions: number
  /** Maintenance margin of entries that were let pass at this instant: it will be needed beside the trade's own. */
  maintenance: number
  /** Signed notional per instrument. */
  readonly exposures: Float64Array
  readonly returns: ReturnWindow | undefined
}

/** Why a layer says no. */
export interface Refused<L extends Refuser = Refuser> {
  readonly limit: RefusalLimits[L]
  readonly value: number
  readonly bound: number
}

/** One question to a proposal. It passes unless the layer says why not. */
export interface RiskLayer<L extends Refuser = Refuser> {
  readonly name: L
  review(proposal: Proposal, standing: Standing): Refused<L> | undefined
}

/** A layer that refuses nothing. */
export function noLayer<L extends Refuser>(name: L): RiskLayer<L> {
  return { name, review: () => undefined }
}

/** Refuses where a limit leaves nothing; else the trade may be as large as what is left. */
export function takeRoom<L extends Refuser>(
  proposal: Proposal,
  limit: RefusalLimits[L],
  value: number,
  bound: number,
): Refused<L> | undefined {
  if (value >= bound) return { limit, value, bound }
  proposal.room = Math.min(proposal.room, bound - value)
  return undefined
}

/** The tighter of an amount and a multiple of a base; Infinity where neither is given. */
export function tighterLimit(amount: number | undefined, times: number | undefined, base: number): number {
  const byTimes = times === undefined ? Number.POSITIVE_INFINITY : times * base
  return amount === undefined ? byTimes : Math.min(amount, byTimes)
}
