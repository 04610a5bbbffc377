import { liquidationLevel } from '../ledger/liquidation-level.ts'
import { approachOf } from '../venue/trigger.ts'
import { breakEvenTrigger } from './moving-stops.ts'
import { isUnprotected } from './repair.ts'
import type { Simulation } from './simulation.ts'

/** While prices stay strictly inside the band and the bar is before `untilRow`, nothing in the account reacts. */
export interface QuietBand {
  below: number
  above: number
  untilRow: number
}

/**
 * The widest band is not needed, a safe one is: levels are drawn in by a billionth, and whatever touches the
 * band goes through the engine's phases, which decide exactly.
 */
const MARGIN = 1e-9

/** Below this slope the price at which exposure crosses its limit is lost in rounding. */
const FLATTEST = 1e-6

/**
 * Sets the band of the only instrument of a run that has `rows` bars.
 *
 * @param dayEnd row of the bar with whose end a new UTC day begins: the governor has to see it
 */
export function setQuietBand(band: QuietBand, simulation: Simulation, rows: number, dayEnd: number): void {
  const { state, venue } = simulation
  const { governor } = state.risk
  const seat = state.seats[0]!
  const { lots } = state.account.positions[0]!
  band.below = Number.NEGATIVE_INFINITY
  band.above = Number.POSITIVE_INFINITY
  band.untilRow = seat.entry ? Math.min(rows, seat.entryExpiresAt) : rows
  if (governor.isWatching) band.untilRow = Math.min(band.untilRow, dayEnd)
  for (const order of venue.restingOrders(0)) narrow(band, approachOf(order), order.price)
  if (lots === 0) {
    if (governor.isWatching && !isSettled(simulation)) band.untilRow = seat.barCount
    return
  }
  if (isUnprotected(state, 0)) band.untilRow = seat.barCount
  narrow(band, lots > 0 ? -1 : 1, liquidationLevel(state.account, 0))
  narrowToExits(band, simulation)
  if (governor.isWatching) narrowToGovernor(band, simulation)
}

/** Stays where no stop moves and time does not run out. */
function narrowToExits(band: QuietBand, { state }: Simulation): void {
  const { exits } = state.rules
  const { guard, barCount } = state.seats[0]!
  const position = state.account.positions[0]!
  const ahead = position.lots > 0 ? 1 : -1
  if (exits.trailPct !== undefined && guard.trailFromBar !== Number.POSITIVE_INFINITY) {
    narrow(band, ahead, guard.bestPrice)
    // At the end of the bar that woke it the trailing stop is placed.
    if (barCount < guard.trailFromBar) band.untilRow = Math.min(band.untilRow, barCount)
  }
  if (exits.breakEvenAt !== undefined && guard.plan && !guard.isBreakEven) {
    const level = breakEvenTrigger(exits, guard.plan, position)
    if (!Number.isNaN(level)) narrow(band, ahead, level)
  }
  if (exits.timeStopBars !== undefined) {
    band.untilRow = Math.min(band.untilRow, guard.entryBar + exits.timeStopBars - 1)
  }
}

/** What the governor would see of a flat account is what it saw last. */
function isSettled({ state }: Simulation): boolean {
  const { governor } = state.risk
  const { wallet } = state.account
  const { trips, isLostAtMidnight } = governor.memory
  const isOver = governor.maxExposure(wallet) < 0
  return wallet > governor.equityFloor && isOver === (trips.exposure !== undefined) && !isLostAtMidnight
}

/** Stays where the governor would see neither the day lost nor an exposure limit crossed. */
function narrowToGovernor(band: QuietBand, { state }: Simulation): void {
  const { equityFloor, rules, memory } = state.risk.governor
  const { wallet, positions } = state.account
  const { units, entryPrice } = positions[0]!
  const size = Math.abs(units)
  if (memory.trips.exposure || memory.isLostAtMidnight) band.untilRow = state.seats[0]!.barCount
  if (equityFloor !== Number.NEGATIVE_INFINITY) {
    narrow(band, units > 0 ? -1 : 1, entryPrice + (equityFloor - wallet) / units)
  }
  if (rules.maxExposure !== undefined) narrow(band, 1, rules.maxExposure / size)
  if (rules.maxExposureTimes === undefined) return
  // size · price = times · (wallet + units · (price − entry))
  const times = rules.maxExposureTimes
  const slope = size - times * units
  if (Math.abs(slope) < size * FLATTEST) band.untilRow = state.seats[0]!.barCount
  else narrow(band, slope > 0 ? 1 : -1, (times * (wallet - units * entryPrice)) / slope)
}

function narrow(band: QuietBand, approach: 1 | -1, level: number): void {
  if (approach > 0) band.above = Math.min(band.above, level - Math.abs(level) * MARGIN)
  else band.below = Math.max(band.below, level + Math.abs(level) * MARGIN)
}
