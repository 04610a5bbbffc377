import { AnchoredWindow } from './anchored-window.ts'

/**
 * Least-squares line through the last `window` values, over the places k = 0 … n−1, oldest first.
 *
 *   slope = (Σ k·y − k̄·Σ y) / Σ(k − k̄)²,   k̄ = (n − 1)/2,   Σ(k − k̄)² = n(n² − 1)/12
 *
 * NaN until there are `window` values, and while one of them is not finite. As in `RollingVariance` y is counted
 * from the first value after the anchor, so values that stand still lie on a line that is exactly flat.
 */
export class RollingLine extends AnchoredWindow {
  private readonly values = this.ring()
  /** Of the values before the anchor that are still in the window k rows after it: Σ y and Σ place·y. */
  private readonly keptSums: Float64Array
  private readonly keptPlaced: Float64Array
  private center = 0
  /** The same of the rows since the anchor, their places counted from 1. */
  private sumSince = 0
  private placedSince = 0

  constructor(window: number) {
    super(window)
    this.keptSums = new Float64Array(window + 1)
    this.keptPlaced = new Float64Array(window + 1)
  }

  /** Rise of the line per row, and its value at the newest row, for rows [from, to). */
  run(
    x: Float64Array,
    index: Float64Array,
    slopes: Float64Array,
    ends: Float64Array,
    from: number,
    to: number,
  ): void {
    for (let i = from; i < to; ) {
      if (index[i]! >= this.nextAnchor) this.anchor(x[i]! + (x[i]! - x[i]!), index[i]!)
      const end = this.rowsUntilAnchor(index, i, to)
      this.runUntilAnchor(x, slopes, ends, i, end)
      i = end
    }
  }

  private runUntilAnchor(
    x: Float64Array,
    slopes: Float64Array,
    ends: Float64Array,
    from: number,
    to: number,
  ): void {
    const { values, keptSums, keptPlaced, window: n, center } = this
    const middle = (n - 1) / 2
    const spread = (n * (n * n - 1)) / 12
    let { rowsSince, sumSince, placedSince } = this
    for (let i = from; i < to; i++) {
      const entering = x[i]! + (x[i]! - x[i]!) // NaN where not finite
      values[rowsSince] = entering
      rowsSince++
      sumSince += entering - center
      placedSince += rowsSince * (entering - center)
      const sum = keptSums[rowsSince]! + sumSince
      const placed = keptPlaced[rowsSince]! + (placedSince + (n - rowsSince - 1) * sumSince)
      const slope = (placed - middle * sum) / spread
      slopes[i] = slope
      ends[i] = center + (sum / n + slope * middle)
    }
    this.rowsSince = rowsSince
    this.sumSince = sumSince
    this.placedSince = placedSince
  }

  private anchor(newest: number, index: number): void {
    const { values, keptSums, keptPlaced } = this
    this.straighten(values)
    this.beginAt(index)
    this.center = newest
    this.sumSince = 0
    this.placedSince = 0
    let sum = 0
    let placed = 0
    for (let k = values.length - 1; k >= 0; k--) {
      keptPlaced[k] = placed += sum // one more in front: every place moves up by one
      keptSums[k] = sum += values[k]! - newest
    }
  }
}
