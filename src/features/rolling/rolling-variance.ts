import { FieldState } from '../state.ts'

/**
 * Mean and population variance of the last `window` values; NaN until there are `window` of them, and while one
 * of them is not finite.
 *
 *   variance = Σ(x − c)² / n − (Σ(x − c) / n)²
 *
 * As in `RollingSum` nothing is ever subtracted: a window is what its anchor keeps of it plus what came since.
 * The sums are taken about c, the first value after the anchor. It belongs to every window of that anchor, so
 * nothing cancels when the values are large beside their spread, and equal values have a variance of exactly 0.
 */
export class RollingVariance extends FieldState {
  readonly window: number
  /** Mean of the window of the last `push`. */
  mean = Number.NaN
  private readonly ring: Float64Array
  /** keptSums[k]: Σ(x − c) of the values before the anchor that are still in the window k rows after it. */
  private readonly keptSums: Float64Array
  private readonly keptSquares: Float64Array
  private oldest = 0
  private center = 0
  private rowsSince = 0
  private sumSince = 0
  private squaresSince = 0
  /** The first index that belongs to the next anchor. */
  private nextAnchor = Number.NEGATIVE_INFINITY

  constructor(window: number) {
    super()
    this.window = window
    this.ring = new Float64Array(window).fill(Number.NaN)
    this.keptSums = new Float64Array(window + 1)
    this.keptSquares = new Float64Array(window + 1)
  }

  /** The variance; `mean` has the mean of the same window. @param index absolute row number, ascending */
  push(value: number, index: number): number {
    const { ring, window } = this
    const entering = value + (value - value) // NaN where not finite
    if (index >= this.nextAnchor) this.anchor(entering, index)
    ring[this.oldest] = entering
    this.oldest = this.oldest + 1 === window ? 0 : this.oldest + 1
    const deviation = entering - this.center
    this.sumSince += deviation
    this.squaresSince += deviation * deviation
    this.rowsSince++
    const shift = (this.keptSums[this.rowsSince]! + this.sumSince) / window
    this.mean = this.center + shift
    return Math.max(0, (this.keptSquares[this.rowsSince]! + this.squaresSince) / window - shift * shift)
  }

  /** `push` of rows [from, to): the same values, sooner. */
  run(
    x: Float64Array,
    index: Float64Array,
    means: Float64Array,
    variances: Float64Array,
    from: number,
    to: number,
  ): void {
    const { ring, keptSums, keptSquares, window } = this
    for (let i = from; i < to; ) {
      if (index[i]! >= this.nextAnchor) this.anchor(x[i]! + (x[i]! - x[i]!), index[i]!)
      const { nextAnchor, center } = this
      let { oldest, rowsSince, sumSince, squaresSince } = this
      do {
        const entering = x[i]! + (x[i]! - x[i]!) // NaN where not finite
        ring[oldest] = entering
        oldest = oldest + 1 === window ? 0 : oldest + 1
        const deviation = entering - center
        sumSince += deviation
        squaresSince += deviation * deviation
        rowsSince++
        const shift = (keptSums[rowsSince]! + sumSince) / window
        means[i] = center + shift
        variances[i] = Math.max(0, (keptSquares[rowsSince]! + squaresSince) / window - shift * shift)
        i++
      } while (i < to && index[i]! < nextAnchor)
      this.oldest = oldest
      this.rowsSince = rowsSince
      this.sumSince = sumSince
      this.squaresSince = squaresSince
    }
  }

  private anchor(newest: number, index: number): void {
    const { ring, keptSums, keptSquares, window, oldest } = this
    this.nextAnchor = (Math.floor(index / window) + 1) * window
    this.center = newest
    this.rowsSince = 0
    this.sumSince = 0
    this.squaresSince = 0
    let sum = 0
    let squares = 0
    for (let k = window - 1, slot = oldest; k >= 0; k--) {
      slot = slot === 0 ? window - 1 : slot - 1
      const deviation = ring[slot]! - newest
      keptSums[k] = sum += deviation
      keptSquares[k] = squares += deviation * deviation
    }
  }
}
