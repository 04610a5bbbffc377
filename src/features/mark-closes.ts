import type { PriceColumns } from '../columns/series.ts'

/**
 * Close of the mark-price interval that ends exactly at each bar's end; NaN where it is missing.
 * The mark bars may be of the same timeframe or a finer one.
 */
export function markCloses(mark: PriceColumns, ends: Float64Array): Float64Array {
  const spacing = leastSpacing(mark.times)
  let row = 0
  return ends.map((end) => {
    const open = end - spacing
    while (row < mark.times.length && mark.times[row]! < open) row++
    return mark.times[row] === open ? mark.closes[row]! : Number.NaN
  })
}

/** The timeframe of a series of interval opens, gaps or not; a single row has none. */
function leastSpacing(times: Float64Array): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < times.length; i++) least = Math.min(least, times[i]! - times[i - 1]!)
  return least
}
