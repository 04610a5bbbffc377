/**
 * Quantile of sorted values with linear interpolation between neighbours.
 *
 *   h = (n − 1) · p,  Q = x[⌊h⌋] + (h − ⌊h⌋) · (x[⌊h⌋ + 1] − x[⌊h⌋])
 *
 * null of nothing. This is type 7 of Hyndman & Fan, Sample quantiles, Am. Statistician 50(4), 1996:
 * the default of numpy and R.
 */
export function quantile(sorted: Float64Array, p: number): number | null {
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * p
  const below = Math.floor(position)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (position - below) * (high - low)
}
