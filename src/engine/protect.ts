import type { Position } from '../ledger/position.ts'
import type { BarClosed, OrderFilled } from '../market/event.ts'
import { withoutNoise } from '../market/grid.ts'
import type { TradePlan } from '../market/order.ts'
import type { OrderReason, Side } from '../market/records.ts'
import { stopDistance, targetDistance } from '../risk/levels.ts'
import { cooldownEnd } from '../risk/portfolio.ts'
import type { ExitRules } from './rules.ts'
import { place } from './send.ts'
import type { EngineState, Seat } from './state.ts'

/** Exits as orders: every protection rests at the venue as a reduce-only trigger (SPEC §6.5, 7.4). */

/** After a fill: protects what was opened, follows what was reduced, cleans up what was closed. */
export function protectAfterFill(state: EngineState, filled: OrderFilled, lotsBefore: number): void {
  const { instrument, id, reason } = filled.order
  const seat = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  if (id === seat.stop?.id) seat.stop = undefined
  if (id === seat.target?.id) seat.target = undefined
  if (id === seat.entry?.id) seat.entry = undefined
  if (position.lots === 0) {
    endPosition(state, filled)
    return
  }
  if (lotsBefore === 0) beginPosition(seat, filled)
  if (reason === 'target') seat.isTargetDone = true
  if (Math.abs(position.lots) > Math.abs(lotsBefore)) placeProtection(state, instrument)
  else if (reason === 'target') beginTrailing(state.rules.exits, seat, filled.fill.reference)
}

function beginPosition(seat: Seat, { order, isIntrabar }: OrderFilled): void {
  seat.entryBar = seat.barCount
  seat.isEntryIntrabar = isIntrabar
  seat.plan = order.plan
  seat.isBreakEven = false
  seat.isTargetDone = false
  seat.isClosing = false
  seat.trailFromBar = Number.POSITIVE_INFINITY
}

/** Takes back what protected the position; the instrument rests for a while (SPEC §6.2.4). */
function endPosition(state: EngineState, { fill }: OrderFilled): void {
  const { portfolio } = state.rules.risk
  clearProtection(state, fill.instrument)
  if (portfolio.kind === 'none') return
  state.seats[fill.instrument]!.cooldownUntil = cooldownEnd(portfolio, fill.time, state.intervalMs)
}

function clearProtection(state: EngineState, instrument: number): void {
  const seat = state.seats[instrument]!
  if (seat.stop) state.commands.push({ kind: 'order.cancel', instrument, id: seat.stop.id })
  if (seat.target) state.commands.push({ kind: 'order.cancel', instrument, id: seat.target.id })
  seat.stop = undefined
  seat.target = undefined
  seat.plan = undefined
  seat.isClosing = false
  seat.trailFromBar = Number.POSITIVE_INFINITY
}

/** The bar that is open is the one in which the position was opened. */
export function isEntryBar(seat: Seat): boolean {
  return seat.barCount === seat.entryBar
}

/** True when a position has no stop that it should have. */
export function isUnprotected(state: EngineState, instrument: number): boolean {
  const seat = state.seats[instrument]!
  if (seat.stop || state.account.positions[instrument]!.lots === 0) return false
  return seat.plan ? !Number.isNaN(seat.plan.stopPct) : hasStopRule(state.rules.exits)
}

function hasStopRule({ stopPct, stopAtrs }: ExitRules): boolean {
  return stopPct !== undefined || stopAtrs !== undefined
}

/** A position that is found without its stop gets it at once; one that we did not open gets a plan first (SPEC §6.5). */
export function repairProtection(state: EngineState, instrument: number): void {
  if (!isUnprotected(state, instrument)) return
  const seat = state.seats[instrument]!
  seat.plan ??= planOfFound(state, seat, state.account.positions[instrument]!)
  placeProtection(state, instrument)
  state.repairs++
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

/** Stop and target from the average entry; an addition re-derives them but never loosens the stop. */
function placeProtection(state: EngineState, instrument: number): void {
  const { exits } = state.rules
  const seat = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  const { stopPct, targetPct } = seat.plan!
  placeStop(state, instrument, position, stopPct)
  if (!Number.isNaN(targetPct) && !seat.isTargetDone) placeTarget(state, instrument, position, targetPct)
  if (Number.isNaN(targetPct) && seat.trailFromBar === Number.POSITIVE_INFINITY)
    beginTrailing(exits, seat, position.entryPrice)
}

function placeStop(state: EngineState, instrument: number, position: Position, stopPct: number): void {
  const seat = state.seats[instrument]!
  if (Number.isNaN(stopPct) && !seat.stop) return
  const side = Math.sign(position.lots) as Side
  const derived = withoutNoise(state.account.grids[instrument]!, position.entryPrice * (1 - side * stopPct))
  moveStop(state, instrument, tighter(side, derived, seat.stop?.price), seat.stop?.reason ?? 'stop')
}

function placeTarget(state: EngineState, instrument: number, position: Position, targetPct: number): void {
  const seat = state.seats[instrument]!
  const side = Math.sign(position.lots) as Side
  const lots = Math.max(1, Math.floor(Math.abs(position.lots) * state.rules.exits.targetShare))
  const price = withoutNoise(state.account.grids[instrument]!, position.entryPrice * (1 + side * targetPct))
  seat.target = place(state, instrument, seat.target, {
    type: 'takeProfitMarket',
    side: -side as Side,
    lots,
    price,
    reason: 'target',
    confidence: 0,
  })
}

/** Of two levels the nearer; one that is not known (NaN) or not there is none. */
function tighter(side: Side, level: number, current: number | undefined): number {
  return current !== undefined && !(side * level >= side * current) ? current : level
}

/** Puts the stop of the whole position at a level. */
function moveStop(state: EngineState, instrument: number, price: number, reason: OrderReason): void {
  const seat = state.seats[instrument]!
  const { lots } = state.account.positions[instrument]!
  seat.stop = place(state, instrument, seat.stop, {
    type: 'stopMarket',
    side: -Math.sign(lots) as Side,
    lots: Math.abs(lots),
    price,
    reason,
    confidence: 0,
  })
}

/** The trailing stop lives from the next bar on, starting from the level that woke it. */
function beginTrailing(exits: ExitRules, seat: Seat, level: number): void {
  if (exits.trailPct === undefined) return
  seat.trailFromBar = seat.barCount + 1
  seat.bestPrice = level
}

/** At the end of a bar: the levels that hold in the next one. They only ever tighten. */
export function moveStops(state: EngineState, { instrument, high, low }: BarClosed): void {
  const { exits } = state.rules
  if (exits.breakEvenAt === undefined && exits.trailPct === undefined) return
  const seat = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  const side = Math.sign(position.lots) as Side
  const best = side > 0 ? high : low
  const isBarUsable = !(seat.isEntryIntrabar && isEntryBar(seat))
  if (isBarUsable && isBreakEvenReached(exits, seat, position, best)) {
    seat.isBreakEven = true
    tighten(state, instrument, position.entryPrice, 'breakEven')
  }
  if (exits.trailPct === undefined || seat.barCount + 1 < seat.trailFromBar) return
  if (seat.barCount >= seat.trailFromBar && side * best > side * seat.bestPrice) seat.bestPrice = best
  if (tighten(state, instrument, seat.bestPrice * (1 - side * exits.trailPct), 'trailing')) {
    state.trades.onTrailing(instrument, state.now)
  }
}

function isBreakEvenReached(exits: ExitRules, seat: Seat, position: Position, best: number): boolean {
  if (seat.isBreakEven || !seat.plan) return false
  const side = Math.sign(position.lots)
  return side * best >= side * breakEvenTrigger(exits, seat.plan, position)
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
  const seat = state.seats[instrument]!
  const level = withoutNoise(state.account.grids[instrument]!, derived)
  const side = Math.sign(state.account.positions[instrument]!.lots)
  if (seat.stop && side * level <= side * seat.stop.price) return false
  moveStop(state, instrument, level, reason)
  return true
}
