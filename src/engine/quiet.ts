import { liquidationLevel } from '../venue/liquidation.ts'
import { approachOf } from '../venue/trigger.ts'
import { breakEvenTrigger } from './protect.ts'
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

/** Sets the band of the only instrument of a run that has `rows` bars. */
export function setQuietBand(band: QuietBand, simulation: Simulation, rows: number): void {
  const { state, venue } = simulation
  const seat = state.seats[0]!
  const position = state.account.positions[0]!
  band.below = Number.NEGATIVE_INFINITY
  band.above = Number.POSITIVE_INFINITY
  band.untilRow = seat.entry ? Math.min(rows, seat.entryExpiresAt) : rows
  for (const order of venue.restingOrders(0)) narrow(band, approachOf(order), order.price)
  if (position.lots === 0) return
  const { exits } = state.rules
  const ahead = position.lots > 0 ? 1 : -1
  narrow(band, ahead > 0 ? -1 : 1, liquidationLevel(state.account, 0))
  if (exits.trailPct !== undefined && seat.trailFromBar !== Number.POSITIVE_INFINITY) {
    narrow(band, ahead, seat.bestPrice)
    // At the end of the bar that woke it the trailing stop is placed.
    if (seat.barCount < seat.trailFromBar) band.untilRow = seat.barCount
  }
  if (exits.breakEvenAt !== undefined && exits.targetPct !== undefined && !seat.isBreakEven) {
    narrow(band, ahead, breakEvenTrigger(exits, position))
  }
  if (exits.timeStopBars !== undefined) {
    band.untilRow = Math.min(band.untilRow, seat.entryBar + exits.timeStopBars - 1)
  }
}

function narrow(band: QuietBand, approach: 1 | -1, level: number): void {
  if (approach > 0) band.above = Math.min(band.above, level - Math.abs(level) * MARGIN)
  else band.below = Math.max(band.below, level + Math.abs(level) * MARGIN)
}
