import type { Decision } from '../market/decision.ts'
import { lotsWithin } from '../market/grid.ts'
import type { TradePlan } from '../market/order.ts'
import type { Side } from '../market/records.ts'
import { hasStopRule, stopDistance, targetDistance } from '../risk/levels.ts'
import { lackOfConsensus } from '../risk/lifecycle.ts'
import { riskMultiplier } from '../risk/policy.ts'
import type { Proposal } from '../risk/proposal.ts'
import { notionalAtRisk, riskOfTrade } from '../risk/sizing.ts'
import { slippageBps } from '../venue/costs.ts'
import { leverageOf } from './order-leverage.ts'
import { refuse } from './send.ts'
import type { EngineState } from './state.ts'

/** From a wish to a sized trade: what it would be, what the layers say, how large it may become (SPEC §6.2–6.4). */

/** A trade that every layer lets pass. */
export interface Approved {
  /** Of the whole position. */
  readonly lots: number
  readonly plan: TradePlan
}

/** Reviews a wish; undefined = refused, and recorded. */
export function approve(
  state: EngineState,
  instrument: number,
  side: Side,
  decision: Decision,
): Approved | undefined {
  const proposal = describe(state, instrument, side, decision)
  state.proposals++
  if (!passes(state, proposal)) return undefined
  const lots = lotsOf(state, proposal)
  return lots === undefined ? undefined : planned(state, proposal, lots)
}

/** What a position that is held would be now, whatever the layers say: it may always become smaller. */
export function wishedLots(state: EngineState, instrument: number, side: Side, decision: Decision): number {
  const proposal = describe(state, instrument, side, decision)
  proposal.riskMultiplier = riskMultiplier(state.rules.risk.policy, proposal.regime)
  const lots = lotsWithin(state.account.grids[instrument]!, allotment(state, proposal) / proposal.price)
  return Number.isNaN(lots) ? Number.POSITIVE_INFINITY : lots
}

/** A signal against a position counts only where its quality would do for a trade of its own. */
export function isGoodEnough(
  state: EngineState,
  instrument: number,
  side: Side,
  decision: Decision,
): boolean {
  const { policy, lifecycle } = state.rules.risk
  if (policy.kind === 'none' && lifecycle.kind === 'none') return true
  const proposal = describe(state, instrument, side, decision)
  const weak = state.risk.policy.review(proposal, state.standing)
  const split = lifecycle.kind === 'none' ? undefined : lackOfConsensus(proposal)
  if (weak) refuse(state, instrument, side, 'policy', weak.limit, weak.value, weak.bound)
  else if (split) refuse(state, instrument, side, 'lifecycle', split.limit, split.value, split.bound)
  else return true
  state.proposals++
  return false
}

/** Writes down what is known of the wish. */
function describe(state: EngineState, instrument: number, side: Side, decision: Decision): Proposal {
  const { proposal, rules } = state
  const seat = state.seats[instrument]!
  proposal.instrument = instrument
  proposal.side = side
  proposal.confidence = decision.confidence
  proposal.votes = decision.votes
  proposal.edgeBps = decision.edgeBps ?? Number.NaN
  proposal.price = seat.close
  proposal.regime = seat.regime
  proposal.atr = seat.atr
  proposal.volume = seat.volume
  proposal.fundingRate = seat.fundingRate
  proposal.fundingIntervalMs = seat.fundingIntervalMs
  proposal.stopPct = stopDistance(rules.exits, seat.regime, seat.atr, seat.close)
  proposal.targetPct = targetDistance(rules.exits, decision.confidence)
  proposal.exposure = decision.exposure ?? 1
  proposal.cooldownUntil = isHeld(state, instrument) ? Number.NEGATIVE_INFINITY : seat.cooldownUntil
  proposal.riskMultiplier = 1
  proposal.room = Number.POSITIVE_INFINITY
  if (rules.risk.costs.kind === 'modelled') fillCosts(state, proposal)
  return proposal
}

/** The cooldown is for the next trade, not for what is added to this one. */
function isHeld(state: EngineState, instrument: number): boolean {
  const { closing } = state.seats[instrument]!
  return state.account.positions[instrument]!.lots !== 0 && !closing
}

/** Expected slippage at the size that is wished before any multiplier, and the fees of both ways. */
function fillCosts(state: EngineState, proposal: Proposal): void {
  const { rules } = state
  const { takerFeeBps, makerFeeBps } = state.account.instruments[proposal.instrument]!
  const units = allotment(state, proposal) / proposal.price
  const context = { volumeBefore: proposal.volume, atrBefore: proposal.atr }
  proposal.slippageBps = slippageBps(rules.venue.slippage, units, proposal.price, context)
  proposal.feeBps = takerFeeBps + (rules.entry.kind === 'limit' ? makerFeeBps : takerFeeBps)
}

/** Asks the layers in their order; the first refusal stops and is recorded with its reason. */
function passes(state: EngineState, proposal: Proposal): boolean {
  const { standing, risk } = state
  for (const layer of risk.layers) {
    const refused = layer.review(proposal, standing)
    if (!refused) continue
    const { limit, value, bound } = refused
    refuse(state, proposal.instrument, proposal.side, layer.name, limit, value, bound)
    return false
  }
  return true
}

/** Notional that is wished of the whole position; NaN where it cannot be known. */
function allotment(state: EngineState, { exposure, riskMultiplier, confidence, stopPct }: Proposal): number {
  const { sizing } = state.rules
  const { equity } = state.standing
  switch (sizing.kind) {
    case 'share':
      return Math.max(0, equity * (sizing.share ?? 1 / state.seats.length) * exposure)
    case 'notional':
      return Math.max(0, sizing.notional * exposure)
    case 'risk': {
      const risk = riskOfTrade(sizing, equity, riskMultiplier, confidence, exposure)
      return notionalAtRisk(sizing, risk, stopPct)
    }
  }
}

/** Lots of the whole position at the close of this bar, rounded down; undefined = refused. */
function lotsOf(state: EngineState, proposal: Proposal): number | undefined {
  const { instrument, side, price, room, stopPct } = proposal
  const { tickSize } = state.account.instruments[instrument]!
  const wished = allotment(state, proposal)
  if (hasStopRule(state.rules.exits) && !isStopPossible(stopPct, tickSize / price)) {
    refuse(state, instrument, side, 'sizing', 'stop', stopPct, tickSize / price)
  } else if (isRoomTooSmall(state, wished, room)) {
    refuse(state, instrument, side, 'sizing', 'room', room, leastNotional(state))
  } else return lotsWithin(state.account.grids[instrument]!, Math.min(wished, room) / price)
  return undefined
}

/** Known, at least a tick away, and before the price is nothing. */
function isStopPossible(stopPct: number, tickPct: number): boolean {
  return stopPct >= tickPct && stopPct < 1
}

/** The limits leave less than is ever traded; a wish that small was made with open eyes. */
function isRoomTooSmall(state: EngineState, wished: number, room: number): boolean {
  return room < wished && room < leastNotional(state)
}

function leastNotional({ rules: { sizing } }: EngineState): number {
  return sizing.kind === 'risk' ? sizing.minNotional : 0
}

/** Chooses the leverage and makes sure that the stop comes before liquidation. */
function planned(state: EngineState, proposal: Proposal, lots: number): Approved | undefined {
  const leverage = leverageOf(state, proposal, lots)
  if (leverage === undefined) return undefined
  const { stopPct, targetPct, regime } = proposal
  return { lots, plan: { proposedAt: state.now, stopPct, targetPct, leverage, regime } }
}
