import type { PriceColumns } from '../columns/series.ts'
import { firstLaterThan } from './first-later.ts'
import type { Stretch } from './stretches.ts'

/** The clock of a run and the prices by which its positions are valued. */
export interface Valuation {
  /** Ends of the bars, ascending. */
  readonly times: Float64Array
  /** Length of a bar. */
  readonly intervalMs: number
  /** By instrument; each may have gaps that others have not. */
  readonly marks: readonly PriceColumns[]
}

/** What was held at each bar close. */
export interface ExposureColumns {
  /** Notional of the long and of the short positions at their marks, quote units ≥ 0. */
  readonly long: Float64Array
  readonly short: Float64Array
  /** Number of positions. */
  readonly positions: Float64Array
}

/**
 * Notional of all positions at each bar close.
 *
 *   long(t) = Σ units · mark(t) over positions with units > 0;  short(t) the same of |units| over the others
 *
 * In a gap a position keeps the mark of the last bar before it. O(stretches · log bars + bars held).
 */
export function exposureColumns(valuation: Valuation, stretches: readonly Stretch[]): ExposureColumns {
  const bars = valuation.times.length
  const columns = {
    long: new Float64Array(bars),
    short: new Float64Array(bars),
    positions: new Float64Array(bars),
  }
  for (const stretch of stretches) {
    const { units, from, to } = stretch
    addNotional(units > 0 ? columns.long : columns.short, valuation, stretch, Math.abs(units))
    for (let i = from; i < to; i++) columns.positions[i]!++
  }
  return columns
}

/** Notional of all positions at each bar close, longs and shorts together. */
export function grossExposure(valuation: Valuation, stretches: readonly Stretch[]): Float64Array {
  const gross = new Float64Array(valuation.times.length)
  for (const stretch of stretches) addNotional(gross, valuation, stretch, Math.abs(stretch.units))
  return gross
}

/**
 * Initial margin of all positions at each bar close: notional at mark ÷ leverage, quote units.
 *
 * @param leverages by instrument, of each of its positions in turn
 */
export function marginColumn(
  valuation: Valuation,
  stretches: readonly Stretch[],
  leverages: readonly (readonly number[])[],
): Float64Array {
  const margin = new Float64Array(valuation.times.length)
  for (const stretch of stretches) {
    const leverage = leverages[stretch.instrument]![stretch.ordinal]!
    addNotional(margin, valuation, stretch, Math.abs(stretch.units) / leverage)
  }
  return margin
}

/** Adds size · mark at every bar close of the stretch. */
function addNotional(
  column: Float64Array,
  { times, intervalMs, marks }: Valuation,
  { instrument, from, to }: Stretch,
  size: number,
): void {
  const { times: opens, closes } = marks[instrument]!
  if (opens.length === times.length) {
    // It has a bar at every time of the run.
    for (let i = from; i < to; i++) column[i] = column[i]! + size * closes[i]!
    return
  }
  const last = opens.length - 1
  let row = Math.max(0, firstLaterThan(opens, times[from]! - intervalMs, 0) - 1)
  for (let i = from; i < to; i++) {
    const latestOpen = times[i]! - intervalMs
    while (row < last && opens[row + 1]! <= latestOpen) row++
    column[i] = column[i]! + size * closes[row]!
  }
}
