import type { Decision } from '../market/decision.ts'
import { lotsWithin, unitsOf } from '../market/grid.ts'
import type { TradePlan } from '../market/order.ts'
import type { Side } from '../market/records.ts'
import { stopDistance, targetDistance } from '../risk/levels.ts'
import {
  autoLeverage,
  isStopInside,
  leverageForStop,
  liquidationDistance,
  maxLeverage,
  type Prospect,
} from '../risk/leverage.ts'
import type { Proposal } from '../risk/proposal.ts'
import { notionalAtRisk, riskOfTrade } from '../risk/sizing.ts'
import { slippageBps } from '../venue/costs.ts'
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
  const proposal = fill(state, instrument, side, decision)
  state.proposals++
  if (!passes(state, proposal)) return undefined
  const lots = lotsOf(state, proposal, decision)
  return lots === undefined ? undefined : planned(state, proposal, lots)
}

/** What a position that is held would be now, whatever the layers say: it may always become smaller. */
export function wishedLots(state: EngineState, instrument: number, side: Side, decision: Decision): number {
  const proposal = fill(state, instrument, side, decision)
  state.risk.policy.review(proposal, state.standing) // for its multiplier alone
  const lots = lotsWithin(
    state.account.grids[instrument]!,
    wishedNotional(state, proposal, decision) / proposal.price,
  )
  return Number.isNaN(lots) ? Number.POSITIVE_INFINITY : lots
}

/** A signal against a position counts only where it would be good enough for a trade of its own. */
export function isGoodEnough(
  state: EngineState,
  instrument: number,
  side: Side,
  decision: Decision,
): boolean {
  const { risk, standing } = state
  if (state.rules.risk.policy.kind === 'none') return true
  const refused = risk.policy.review(fill(state, instrument, side, decision), standing)
  if (!refused) return true
  state.proposals++
  refuse(state, instrument, side, 'policy', refused.limit, refused.value, refused.bound)
  return false
}

/** Writes down what is known of the wish. */
function fill(state: EngineState, instrument: number, side: Side, decision: Decision): Proposal {
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
  proposal.cooldownUntil = seat.cooldownUntil
  proposal.riskMultiplier = 1
  proposal.room = Number.POSITIVE_INFINITY
  if (rules.risk.costs.kind === 'modelled') fillCosts(state, proposal)
  return proposal
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

/** Notional of the position at exposure 1; NaN where it cannot be known. */
function allotment(state: EngineState, proposal: Proposal): number {
  const { sizing } = state.rules
  const { equity } = state.standing
  switch (sizing.kind) {
    case 'share':
      return equity * (sizing.share ?? 1 / state.seats.length)
    case 'notional':
      return sizing.notional
    case 'risk': {
      const risk = riskOfTrade(sizing, equity, proposal.riskMultiplier, proposal.confidence)
      return notionalAtRisk(sizing, risk, proposal.stopPct)
    }
  }
}

function wishedNotional(state: EngineState, proposal: Proposal, { exposure = 1 }: Decision): number {
  return Math.max(0, allotment(state, proposal) * exposure)
}

/** Lots of the whole position at the close of this bar, rounded down; undefined = refused. */
function lotsOf(state: EngineState, proposal: Proposal, decision: Decision): number | undefined {
  const { instrument, side, price, room, stopPct } = proposal
  const wished = wishedNotional(state, proposal, decision)
  if (Number.isNaN(wished)) refuse(state, instrument, side, 'sizing', 'stop', stopPct, 0)
  else if (isRoomTooSmall(state, wished, room)) {
    refuse(state, instrument, side, 'sizing', 'minNotional', room, leastNotional(state))
  } else return lotsWithin(state.account.grids[instrument]!, Math.min(wished, room) / price)
  return undefined
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

function leverageOf(state: EngineState, proposal: Proposal, lots: number): number | undefined {
  const { leverage, risk } = state.rules
  if (typeof leverage === 'number' && risk.lifecycle.kind === 'none') return leverage
  const { instrument, side, price, stopPct, atr } = proposal
  const { brackets } = state.account.instruments[instrument]!
  const prospect = { side, units: unitsOf(state.account.grids[instrument]!, lots), price, brackets }
  if (lots === 0) return 1
  const wished = typeof leverage === 'number' ? leverage : autoLeverage(leverage, prospect, stopPct, atr)
  return withStopInside(state, proposal, prospect, Math.min(wished, maxLeverage(prospect)))
}

/** A stop beyond liquidation protects nothing: less leverage, or no trade. */
function withStopInside(
  state: EngineState,
  { instrument, side, stopPct }: Proposal,
  prospect: Prospect,
  leverage: number,
): number | undefined {
  const { kind, liquidationBuffer, beyondLiquidation } = state.rules.risk.lifecycle
  if (kind === 'none' || Number.isNaN(stopPct)) return leverage
  const distance = liquidationDistance(prospect, leverage, state.account, instrument)
  if (isStopInside(stopPct, distance, liquidationBuffer)) return leverage
  const isIsolated = state.account.marginMode === 'isolated'
  const lower =
    isIsolated && beyondLiquidation === 'lowerLeverage'
      ? leverageForStop(prospect, leverage, stopPct, liquidationBuffer)
      : 0
  if (lower > 0) return lower
  const bound = distance * (1 - liquidationBuffer)
  refuse(state, instrument, side, 'sizing', 'liquidation', stopPct, bound)
  return undefined
}
