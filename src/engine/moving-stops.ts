import type { Position } from '../ledger/position.ts'
import type { BarClosed } from '../market/event.ts'
import { withoutNoise } from '../market/grid.ts'
import type { TradePlan } from '../market/order.ts'
import type { OrderReason, Side } from '../market/records.ts'
import type { Guard } from './guard.ts'
import { placeStop } from './placement.ts'
import type { ExitRules } from './rules.ts'
import type { EngineState, Seat } from './state.ts'

/** Break-even and trailing: levels that hold in the bar after the one they are computed from (SPEC §7.4). */

/** The trailing stop lives from the next bar on, starting from the level that woke it. */
export function beginTrailing(exits: ExitRules, seat: Seat, level: number): void {
  if (exits.trailPct === undefined) return
  seat.guard.trailFromBar = seat.barCount + 1
  seat.guard.bestPrice = level
}

/** At the end of a bar: the levels that hold in the next one. They only ever tighten. */
export function moveStops(state: EngineState, { instrument, high, low }: BarClosed): void {
  const { exits } = state.rules
  if (exits.breakEvenAt === undefined && exits.trailPct === undefined) return
  const seat = state.seats[instrument]!
  const { guard } = seat
  const position = state.account.positions[instrument]!
  const side = Math.sign(position.lots) as Side
  const best = side > 0 ? high : low
  const isBarUsable = !(guard.isEntryIntrabar && isEntryBar(seat))
  if (isBarUsable && isBreakEvenReached(exits, guard, position, best)) {
    guard.isBreakEven = true
    tighten(state, instrument, position.entryPrice, 'breakEven')
  }
  if (exits.trailPct === undefined || seat.barCount + 1 < guard.trailFromBar) return
  if (seat.barCount >= guard.trailFromBar && side * best > side * guard.bestPrice) guard.bestPrice = best
  if (tighten(state, instrument, guard.bestPrice * (1 - side * exits.trailPct), 'trailing')) {
    state.trades.onTrailing(instrument, state.now)
  }
}

function isBreakEvenReached(exits: ExitRules, guard: Guard, position: Position, best: number): boolean {
  if (guard.isBreakEven || !guard.plan) return false
  const side = Math.sign(position.lots)
  return side * best >= side * breakEvenTrigger(exits, guard.plan, position)
}

/** Price at which enough of the way to the target is done; NaN = there is none. */
export function breakEvenTrigger(
  { breakEvenAt = Number.NaN }: ExitRules,
  { targetPct }: TradePlan,
  position: Position,
): number {
  const side = Math.sign(position.lots)
  return position.entryPrice * (1 + side * targetPct * breakEvenAt)
}

/** Moves the stop to `derived` if that is nearer, places one where there was none; false = it stays. */
function tighten(state: EngineState, instrument: number, derived: number, reason: OrderReason): boolean {
  const { guard } = state.seats[instrument]!
  const level = withoutNoise(state.account.grids[instrument]!, derived)
  if (!isTighter(Math.sign(state.account.positions[instrument]!.lots), level, guard.stopLevel)) return false
  guard.stopLevel = level
  guard.stopReason = reason
  placeStop(state, instrument)
  return true
}

/** Of two levels the first is nearer to the price, or the other is none (NaN). */
export function isTighter(side: number, level: number, current: number): boolean {
  return Number.isNaN(current) || side * level > side * current
}

/** The bar that is open is the one in which the position was opened. */
export function isEntryBar({ barCount, guard }: Seat): boolean {
  return barCount === guard.entryBar
}
