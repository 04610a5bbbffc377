import type { Position } from '../ledger/position.ts'
import type { BarClosed, OrderFilled } from '../market/event.ts'
import { withoutNoise } from '../market/grid.ts'
import type { Order, TradePlan } from '../market/order.ts'
import type { OrderReason, Side } from '../market/records.ts'
import { hasStopRule, stopDistance, targetDistance } from '../risk/levels.ts'
import { cooldownEnd } from '../risk/portfolio.ts'
import type { Guard } from './guard.ts'
import type { ExitRules } from './rules.ts'
import { close, place, withdrawEntry } from './send.ts'
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

/** The bar that is open is the one in which the position was opened. */
export function isEntryBar({ barCount, guard }: Seat): boolean {
  return barCount === guard.entryBar
}

/** Stop and target from the average entry. An addition re-derives them by its own plan but never loosens the stop. */
function deriveLevels(state: EngineState, instrument: number, plan: TradePlan | undefined): void {
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

/** Of two levels the first is nearer to the price, or the other is none (NaN). */
function isTighter(side: number, level: number, current: number): boolean {
  return Number.isNaN(current) || side * level > side * current
}

/** Sees to it that the stop rests where it belongs, for the whole position. */
function placeStop(state: EngineState, instrument: number): void {
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
function placeTarget(state: EngineState, instrument: number): void {
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

function isTargetWanted({ plan, isTargetDone }: Guard): boolean {
  return plan !== undefined && !Number.isNaN(plan.targetPct) && !isTargetDone
}

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

/** The trailing stop lives from the next bar on, starting from the level that woke it. */
function beginTrailing(exits: ExitRules, seat: Seat, level: number): void {
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
