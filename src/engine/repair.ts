import type { Position } from '../ledger/position.ts'
import type { TradePlan } from '../market/order.ts'
import { hasStopRule, stopDistance, targetDistance } from '../risk/levels.ts'
import { isTargetWanted, placeStop, placeTarget } from './placement.ts'
import { deriveLevels } from './protect.ts'
import { close } from './send.ts'
import type { EngineState, Seat } from './state.ts'

/** What is done for a position that lacks its protection. */

/** True when a position lacks an order that should protect it. */
export function isUnprotected(state: EngineState, instrument: number): boolean {
  if (state.account.positions[instrument]!.lots === 0) return false
  const { guard } = state.seats[instrument]!
  if (!guard.plan) return hasStopRule(state.rules.exits)
  const lacksStop = !guard.stop && !Number.isNaN(guard.stopLevel)
  return lacksStop || (!guard.target && isTargetWanted(guard))
}

/** A position that is found without protection gets it at once; one that we did not open is planned first (SPEC §6.5). */
export function repairProtection(state: EngineState, instrument: number): void {
  if (!isUnprotected(state, instrument)) return
  const { guard } = state.seats[instrument]!
  if (!guard.plan && !adopt(state, instrument)) return
  placeStop(state, instrument)
  placeTarget(state, instrument)
  state.repairs++
}

/** Plans a position that was found; false while nothing is known that its stop could be planned with. */
function adopt(state: EngineState, instrument: number): boolean {
  const seat = state.seats[instrument]!
  const plan = planOfFound(state, seat, state.account.positions[instrument]!)
  if (Number.isNaN(plan.stopPct)) return false
  seat.guard.begin(plan, seat.barCount, false)
  deriveLevels(state, instrument, plan)
  return true
}

/** What nobody gave a reason for is planned at the confidence at which the target is neither stretched nor drawn in. */
function planOfFound(state: EngineState, seat: Seat, position: Position): TradePlan {
  const { exits } = state.rules
  return {
    proposedAt: Number.NaN,
    stopPct: stopDistance(exits, seat.regime, seat.atr, seat.close),
    targetPct: targetDistance(exits, exits.targetConfidence ?? 1),
    leverage: position.leverage,
    regime: seat.regime,
  }
}

/** The venue would not have a stop: it gets it once more, and then the position goes. */
export function onStopRefused(state: EngineState, instrument: number): void {
  const { guard } = state.seats[instrument]!
  if (guard.isStopRefused) close(state, instrument, 'stop', 0)
  else {
    guard.isStopRefused = true
    repairProtection(state, instrument)
  }
}
