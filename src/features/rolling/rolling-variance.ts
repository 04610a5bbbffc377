import { AnchoredWindow } from './anchored-window.ts'

/**
 * Mean and population variance of the last `window` values; NaN until there are `window` of them, and while one
 * of them is not finite.
 *
 *   variance = Σ(x − c)² / n − (Σ(x − c) / n)²
 *
 * The sums are taken about c, the first value after the anchor. It belongs to every window of that anchor, so
 * nothing cancels when the values are large beside their spread, and equal values have a variance of exactly 0.
 */
export class RollingVariance extends AnchoredWindow {
  /** Mean of the window of the last `push`. */
  mean = Number.NaN
  private readonly values = this.ring()
  /** keptSums[k]: Σ(x − c) of the values before the anchor that are still in the window k rows after it. */
  private readonly keptSums: Float64Array
  private readonly keptSquares: Float64Array
  private center = 0
  private sumSince = 0
  private squaresSince = 0

  constructor(window: number) {
    super(window)
    this.keptSums = new Float64Array(window + 1)
    this.keptSquares = new Float64Array(window + 1)
  }

  /** The variance; `mean` has the mean of the same window. @param index absolute row number, ascending */
  push(value: number, index: number): number {
    const entering = value + (value - value) // NaN where not finite
    if (index >= this.nextAnchor) this.anchor(entering, index)
    this.values[this.rowsSince] = entering
    const deviation = entering - this.center
    this.sumSince += deviation
    this.squaresSince += deviation * deviation
    this.rowsSince++
    const shift = (this.keptSums[this.rowsSince]! + this.sumSince) / this.window
    this.mean = this.center + shift
    return Math.max(0, (this.keptSquares[this.rowsSince]! + this.squaresSince) / this.window - shift * shift)
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
    for (let i = from; i < to; ) {
      if (index[i]! >= this.nextAnchor) this.anchor(x[i]! + (x[i]! - x[i]!), index[i]!)
      const end = this.rowsUntilAnchor(index, i, to)
      this.runUntilAnchor(x, means, variances, i, end)
      i = end
    }
  }

  private runUntilAnchor(
    x: Float64Array,
    means: Float64Array,
    variances: Float64Array,
    from: number,
    to: number,
  ): void {
    const { values, keptSums, keptSquares, window, center } = this
    let { rowsSince, sumSince, squaresSince } = this
    for (let i = from; i < to; i++) {
      const entering = x[i]! + (x[i]! - x[i]!) // NaN where not finite
      values[rowsSince] = entering
      const deviation = entering - center
      sumSince += deviation
      squaresSince += deviation * deviation
      rowsSince++
      const shift = (keptSums[rowsSince]! + sumSince) / window
      means[i] = center + shift
      variances[i] = Math.max(0, (keptSquares[rowsSince]! + squaresSince) / window - shift * shift)
    }
    this.rowsSince = rowsSince
    this.sumSince = sumSince
    this.squaresSince = squaresSince
  }

  private anchor(newest: number, index: number): void {
    const { values, keptSums, keptSquares } = this
    this.straighten(values)
    this.beginAt(index)
    this.center = newest
    this.sumSince = 0
    this.squaresSince = 0
    let sum = 0
    let squares = 0
    for (let k = values.length - 1; k >= 0; k--) {
      const deviation = values[k]! - newest
      keptSums[k] = sum += deviation
      keptSquares[k] = squares += deviation * deviation
    }
  }
}
