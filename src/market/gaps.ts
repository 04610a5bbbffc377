/** A stretch of bars that the data do not have. */
export interface Gap {
  /** Open of the first missing bar, epoch ms. */
  readonly from: number
  /** Open of the last missing bar, epoch ms. */
  readonly to: number
  readonly missing: number
}

/** The gaps of ascending bar times on a grid of `intervalMs`. */
export function gapsOf(times: Float64Array, intervalMs: number): Gap[] {
  const gaps: Gap[] = []
  for (let i = 1; i < times.length; i++) {
    const before = times[i - 1]!
    const missing = Math.round((times[i]! - before) / intervalMs) - 1
    if (missing > 0) gaps.push({ from: before + intervalMs, to: times[i]! - intervalMs, missing })
  }
  return gaps
}
