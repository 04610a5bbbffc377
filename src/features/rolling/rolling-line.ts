import { FieldState } from '../state.ts'

/**
 * Least-squares line through the last `window` values, over the row numbers k = 0 … n−1, oldest first.
 *
 *   slope = (Σ k·y − k̄·Σ y) / Σ(k − k̄)²,   k̄ = (n − 1)/2,   Σ(k − k̄)² = n(n² − 1)/12
 *
 * Not ready until there are `window` values, and while one of them is not finite. Summed about an anchor value
 * and made afresh whenever floor(index / window) changes, as `RollingVariance` is.
 */
export class RollingLine extends FieldState {
  readonly window: number
  /** Rise per row. */
  slope = Number.NaN
  /** Value of the line at the newest row. */
  end = Number.NaN
  /** Population standard deviation of the values about the line; exactly 0 for values on one line to rounding. */
  residual = Number.NaN
  private readonly ring: Float64Array
  private oldest = 0
  private holes: number
  private anchorValue = 0
  private sum = 0
  private squares = 0
  /** Σ k·(y − c), k counted from the oldest row. */
  private weighted = 0
  private previous = Number.NaN
  private equals = 0
  private nextAnchor = Number.NEGATIVE_INFINITY

  constructor(window: number) {
    super()
    this.window = window
    this.ring = new Float64Array(window).fill(Number.NaN)
    this.holes = window
  }

  /** Whether the line is known. @param index absolute row number, ascending */
  push(value: number, index: number): boolean {
    const { ring, oldest, window } = this
    const leaving = ring[oldest]!
    const entering = Number.isFinite(value) ? value : Number.NaN
    ring[oldest] = entering
    this.oldest = oldest + 1 === window ? 0 : oldest + 1
    this.equals = entering === this.previous ? this.equals + 1 : 1
    this.previous = entering
    if (index >= this.nextAnchor) this.anchor(entering, index)
    else this.slide(entering, leaving)
    if (this.holes === 0) this.fit()
    return this.holes === 0
  }

  private slide(entering: number, leaving: number): void {
    if (Number.isNaN(leaving)) this.holes--
    else this.add(leaving, 0, -1)
    this.weighted -= this.sum // every row that stays is one place older
    if (Number.isNaN(entering)) this.holes++
    else this.add(entering, this.window - 1, 1)
  }

  private add(value: number, place: number, sign: number): void {
    const deviation = value - this.anchorValue
    this.sum += sign * deviation
    this.squares += sign * deviation * deviation
    this.weighted += sign * place * deviation
  }

  private anchor(newest: number, index: number): void {
    this.nextAnchor = (Math.floor(index / this.window) + 1) * this.window
    this.anchorValue = Number.isNaN(newest) ? 0 : newest
    this.sum = this.squares = this.weighted = 0
    this.holes = 0
    for (let k = 0, slot = this.oldest; k < this.window; k++, slot++) {
      if (slot === this.window) slot = 0
      const value = this.ring[slot]!
      if (Number.isNaN(value)) this.holes++
      else this.add(value, k, 1)
    }
  }

  private fit(): void {
    const n = this.window
    const middle = (n - 1) / 2
    const spread = (n * (n * n - 1)) / 12
    const mean = this.sum / n
    const isFlat = this.equals >= n
    this.slope = isFlat ? 0 : (this.weighted - middle * this.sum) / spread
    this.end = isFlat ? this.previous : this.anchorValue + mean + this.slope * middle
    const total = this.squares - this.sum * mean
    const unexplained = total - this.slope * this.slope * spread
    this.residual = isFlat || unexplained <= 1e-12 * total ? 0 : Math.sqrt(unexplained / n)
  }
}
