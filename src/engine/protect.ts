import type { Position } from '../ledger/position.ts'
import type { BarClosed, OrderFilled } from '../market/event.ts'
import { withoutNoise } from '../market/grid.ts'
import type { Order, OrderType } from '../market/order.ts'
import type { OrderReason, Side } from '../market/records.ts'
import type { ExitRules } from './rules.ts'
import type { EngineState, Seat } from './state.ts'

/** Exits as orders: every protection rests at the venue as a reduce-only trigger (SPEC §6.5, 7.4). */

/** After a fill: protects what was opened, follows what was reduced, cleans up what was closed. */
export function protectAfterFill(state: EngineState, filled: OrderFilled, lotsBefore: number): void {
  const instrument = filled.order.instrument
  const seat = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  if (filled.order.id === seat.stop?.id) seat.stop = undefined
  if (filled.order.id === seat.target?.id) seat.target = undefined
  if (filled.order.id === seat.entry?.id) seat.entry = undefined
  if (position.lots === 0) {
    clearProtection(state, instrument)
    return
  }
  if (lotsBefore === 0) beginPosition(seat, filled)
  if (filled.order.reason === 'target') seat.isTargetDone = true
  if (Math.abs(position.lots) > Math.abs(lotsBefore)) placeProtection(state, instrument, position)
  else if (filled.order.reason === 'target') beginTrailing(state.rules.exits, seat, filled.fill.reference)
}

function beginPosition(seat: Seat, filled: OrderFilled): void {
  seat.entryBar = seat.barCount
  seat.isEntryIntrabar = filled.isIntrabar
  seat.isBreakEven = false
  seat.isTargetDone = false
  seat.isClosing = false
  seat.trailFromBar = Number.POSITIVE_INFINITY
}

/** Stop and target from the average entry; an addition re-derives them but never loosens the stop. */
function placeProtection(state: EngineState, instrument: number, position: Position): void {
  const { exits } = state.rules
  const seat = state.seats[instrument]!
  const side = Math.sign(position.lots) as Side
  const lots = Math.abs(position.lots)
  const entry = position.entryPrice
  const grid = state.account.grids[instrument]!
  if (exits.stopPct !== undefined) {
    const derived = withoutNoise(grid, entry * (1 - side * exits.stopPct))
    const level = tighter(side, derived, seat.stop?.price)
    seat.stop = place(
      state,
      instrument,
      seat.stop,
      'stopMarket',
      -side as Side,
      lots,
      level,
      seat.stop?.reason ?? 'stop',
    )
  } else if (seat.stop) {
    seat.stop = place(
      state,
      instrument,
      seat.stop,
      'stopMarket',
      -side as Side,
      lots,
      seat.stop.price,
      seat.stop.reason,
    )
  }
  if (exits.targetPct !== undefined && !seat.isTargetDone) {
    const share = Math.max(1, Math.floor(lots * exits.targetShare))
    const level = withoutNoise(grid, entry * (1 + side * exits.targetPct))
    seat.target = place(
      state,
      instrument,
      seat.target,
      'takeProfitMarket',
      -side as Side,
      share,
      level,
      'target',
    )
  }
  if (exits.targetPct === undefined && seat.trailFromBar === Number.POSITIVE_INFINITY)
    beginTrailing(exits, seat, entry)
}

/** The trailing stop lives from the next bar on, starting from the level that woke it. */
function beginTrailing(exits: ExitRules, seat: Seat, level: number): void {
  if (exits.trailPct === undefined) return
  seat.trailFromBar = seat.barCount + 1
  seat.bestPrice = level
}

function clearProtection(state: EngineState, instrument: number): void {
  const seat = state.seats[instrument]!
  if (seat.stop) state.commands.push({ kind: 'order.cancel', instrument, id: seat.stop.id })
  if (seat.target) state.commands.push({ kind: 'order.cancel', instrument, id: seat.target.id })
  seat.stop = undefined
  seat.target = undefined
  seat.isClosing = false
  seat.trailFromBar = Number.POSITIVE_INFINITY
}

/** At the end of a bar: the levels that hold in the next one. They only ever tighten. */
export function moveStops(state: EngineState, { instrument, high, low }: BarClosed): void {
  const { exits } = state.rules
  if (exits.breakEvenAt === undefined && exits.trailPct === undefined) return
  const seat = state.seats[instrument]!
  const position = state.account.positions[instrument]!
  if (position.lots === 0) return
  const side = Math.sign(position.lots) as Side
  const best = side > 0 ? high : low
  const isBarUsable = !(seat.isEntryIntrabar && seat.barCount === seat.entryBar)
  if (isBarUsable && isBreakEvenReached(exits, seat, position, best)) {
    seat.isBreakEven = true
    tighten(state, instrument, position.entryPrice, 'breakEven')
  }
  if (exits.trailPct === undefined || seat.barCount + 1 < seat.trailFromBar) return
  if (seat.barCount >= seat.trailFromBar && side * best > side * seat.bestPrice) seat.bestPrice = best
  tighten(state, instrument, seat.bestPrice * (1 - side * exits.trailPct), 'trailing')
}

function isBreakEvenReached(exits: ExitRules, seat: Seat, position: Position, best: number): boolean {
  if (exits.breakEvenAt === undefined || exits.targetPct === undefined || seat.isBreakEven) return false
  const side = Math.sign(position.lots)
  return side * best >= side * breakEvenTrigger(exits, position)
}

/** Price at which enough of the way to the target is done. */
export function breakEvenTrigger(exits: ExitRules, position: Position): number {
  const side = Math.sign(position.lots)
  return (
    position.entryPrice * (1 + side * (exits.targetPct ?? Number.NaN) * (exits.breakEvenAt ?? Number.NaN))
  )
}

/** Moves the stop to `derived` if that is nearer; places one where there was none. */
function tighten(state: EngineState, instrument: number, derived: number, reason: OrderReason): void {
  const seat = state.seats[instrument]!
  const level = withoutNoise(state.account.grids[instrument]!, derived)
  const { lots } = state.account.positions[instrument]!
  const side = Math.sign(lots) as Side
  if (seat.stop && side * level <= side * seat.stop.price) return
  seat.stop = place(state, instrument, seat.stop, 'stopMarket', -side as Side, Math.abs(lots), level, reason)
}

function tighter(side: Side, level: number, current: number | undefined): number {
  return current !== undefined && side * current > side * level ? current : level
}

/** Submits a protective order, or amends the one that is there. */
function place(
  state: EngineState,
  instrument: number,
  current: Order | undefined,
  type: OrderType,
  side: Side,
  lots: number,
  price: number,
  reason: OrderReason,
): Order {
  const id = current?.id ?? state.nextOrderId++
  const order: Order = {
    id,
    instrument,
    side,
    type,
    lots,
    price,
    isReduceOnly: true,
    isPostOnly: false,
    reason,
    confidence: 0,
  }
  state.commands.push({ kind: current ? 'order.amend' : 'order.submit', order })
  return order
}
