import type { Position } from '../ledger/position.ts'
import { withoutNoise } from '../market/grid.ts'
import type { TradePlan } from '../market/order.ts'
import type { Side } from '../market/records.ts'
import type { Guard } from './guard.ts'
import { place } from './send.ts'
import type { EngineState } from './state.ts'

/** Stop and target as orders at the venue. */

/** Sees to it that the stop rests where it belongs, for the whole position. */
export function placeStop(state: EngineState, instrument: number): void {
  const { guard } = state.seats[instrument]!
  const { lots } = state.account.positions[instrument]!
  const { stop, stopLevel, stopReason } = guard
  if (Number.isNaN(stopLevel)) return
  const size = Math.abs(lots)
  if (stop && stop.price === stopLevel && stop.lots === size && stop.reason === stopReason) return
  guard.stop = place(state, instrument, stop, {
    type: 'stopMarket',
    side: -Math.sign(lots) as Side,
    lots: size,
    price: stopLevel,
    reason: stopReason,
    confidence: 0,
  })
}

/** Sees to it that the target rests where it belongs, for its share of the position. */
export function placeTarget(state: EngineState, instrument: number): void {
  const { guard } = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  if (!isTargetWanted(guard)) return
  const lots = Math.max(1, Math.floor(Math.abs(position.lots) * state.rules.exits.targetShare))
  const price = targetLevel(state, instrument, position, guard.plan!)
  const { target } = guard
  if (target && target.price === price && target.lots === lots) return
  const side = -Math.sign(position.lots) as Side
  const ticket = { type: 'takeProfitMarket', side, lots, price, reason: 'target', confidence: 0 } as const
  guard.target = place(state, instrument, target, ticket)
}

function targetLevel(state: EngineState, instrument: number, position: Position, plan: TradePlan): number {
  const derived = position.entryPrice * (1 + Math.sign(position.lots) * plan.targetPct)
  return withoutNoise(state.account.grids[instrument]!, derived)
}

export function isTargetWanted({ plan, isTargetDone }: Guard): boolean {
  return plan !== undefined && !Number.isNaN(plan.targetPct) && !isTargetDone
}
