import type { OrderFilled } from '../market/event.ts'
import { withoutNoise } from '../market/grid.ts'
import type { Order, TradePlan } from '../market/order.ts'
import { cooldownEnd } from '../risk/portfolio.ts'
import { beginTrailing, isTighter } from './moving-stops.ts'
import { placeStop, placeTarget } from './placement.ts'
import { withdrawEntry } from './send.ts'
import type { EngineState, Seat } from './state.ts'

/** Exits as orders: every protection rests at the venue as a reduce-only trigger (SPEC §6.5, 7.4). */

/** After a fill: protects what was opened or added, follows what was reduced, cleans up what was closed. */
export function protectAfterFill(state: EngineState, filled: OrderFilled, lotsBefore: number): void {
  const { instrument, reason, plan } = filled.order
  const seat = state.seats[instrument]!
  const { guard } = seat
  const { lots } = state.account.positions[instrument]!
  noteRemainder(seat, filled)
  if (lots === 0) {
    endPosition(state, filled)
    return
  }
  if (lotsBefore === 0) guard.begin(plan, seat.barCount, filled.isIntrabar)
  if (Math.abs(lots) > Math.abs(lotsBefore)) deriveLevels(state, instrument, plan)
  else if (reason === 'target' && filled.remainingLots === 0) {
    guard.isTargetDone = true
    beginTrailing(state.rules.exits, seat, filled.fill.reference)
  }
  placeStop(state, instrument)
  if (reason !== 'target') placeTarget(state, instrument)
}

/** An order that has filled is gone; of one that filled in part the rest is still there. */
function noteRemainder(seat: Seat, { order, remainingLots }: OrderFilled): void {
  const { guard } = seat
  const rest: Order | undefined = remainingLots > 0 ? { ...order, lots: remainingLots } : undefined
  if (order.id === guard.stop?.id) guard.stop = rest
  else if (order.id === guard.target?.id) guard.target = rest
  else if (order.id === seat.entry?.id) seat.entry = rest
  else if (order.id === seat.closing?.id) seat.closing = rest
}

/** Takes back what protected the position and what would have added to it; the instrument rests for a while (SPEC §6.2.4). */
function endPosition(state: EngineState, { fill, isIntrabar }: OrderFilled): void {
  const { instrument, side, time } = fill
  const { portfolio } = state.rules.risk
  const seat = state.seats[instrument]!
  clearProtection(state, instrument)
  if (seat.entry?.side === -side) withdrawEntry(state, instrument)
  if (portfolio.kind !== 'none') {
    seat.cooldownUntil = cooldownEnd(portfolio, time, isIntrabar, state.intervalMs)
  }
}

function clearProtection(state: EngineState, instrument: number): void {
  const seat = state.seats[instrument]!
  const { stop, target } = seat.guard
  if (stop) state.commands.push({ kind: 'order.cancel', instrument, id: stop.id })
  if (target) state.commands.push({ kind: 'order.cancel', instrument, id: target.id })
  seat.guard.begin(undefined, 0, false)
  seat.closing = undefined
}

/** Stop and target from the average entry. An addition re-derives them by its own plan but never loosens the stop. */
export function deriveLevels(state: EngineState, instrument: number, plan: TradePlan | undefined): void {
  const seat = state.seats[instrument]!
  const { guard } = seat
  const { lots, entryPrice } = state.account.positions[instrument]!
  if (plan) guard.plan = plan
  if (!guard.plan) return
  if (guard.isBreakEven) {
    guard.isBreakEven = false // the average entry has moved: it has to be earned again
    if (guard.stopReason === 'breakEven') guard.stopReason = 'stop'
  }
  const side = Math.sign(lots)
  const { stopPct, targetPct } = guard.plan
  const level = withoutNoise(state.account.grids[instrument]!, entryPrice * (1 - side * stopPct))
  if (isTighter(side, level, guard.stopLevel)) guard.stopLevel = level
  if (Number.isNaN(targetPct) && guard.trailFromBar === Number.POSITIVE_INFINITY) {
    beginTrailing(state.rules.exits, seat, entryPrice)
  }
}
