import { FieldState } from '../state.ts'

/**
 * Sum of the last `window` values; NaN until there are `window` of them, and while one of them is not finite.
 *
 * Nothing is ever subtracted. Whenever floor(index / window) changes, an anchor is set: the sums of the newest
 * 1, 2, … `window` values so far. From there on, the sum of the window is what the anchor keeps of it plus what
 * came since. So a bad tick leaves no trace, values that were all zero sum to exactly zero, and a restart from
 * any later row gives the same bits after at most two windows.
 */
export class RollingSum extends FieldState {
  readonly window: number
  private readonly ring: Float64Array
  /** kept[k]: sum of the values before the anchor that are still in the window k rows after it. */
  private readonly kept: Float64Array
  private oldest = 0
  private rowsSince = 0
  private sumSince = 0
  /** The first index that belongs to the next anchor. */
  private nextAnchor = Number.NEGATIVE_INFINITY

  constructor(window: number) {
    super()
    this.window = window
    this.ring = new Float64Array(window).fill(Number.NaN)
    this.kept = new Float64Array(window + 1)
  }

  /** @param index absolute row number (`barIndex`, or the settlement time), ascending */
  push(value: number, index: number): number {
    if (index >= this.nextAnchor) this.anchor(index)
    const entering = value + (value - value) // NaN where not finite
    this.ring[this.oldest] = entering
    this.oldest = this.oldest + 1 === this.window ? 0 : this.oldest + 1
    this.rowsSince++
    this.sumSince += entering
    return this.kept[this.rowsSince]! + this.sumSince
  }

  /** `push` of rows [from, to): the same values, sooner. `out` may be `x` itself. */
  run(x: Float64Array, index: Float64Array, out: Float64Array, from: number, to: number): void {
    const { ring, kept, window } = this
    for (let i = from; i < to; ) {
      if (index[i]! >= this.nextAnchor) this.anchor(index[i]!)
      const nextAnchor = this.nextAnchor
      let { oldest, rowsSince, sumSince } = this
      do {
        const entering = x[i]! + (x[i]! - x[i]!) // NaN where not finite
        ring[oldest] = entering
        oldest = oldest + 1 === window ? 0 : oldest + 1
        rowsSince++
        sumSince += entering
        out[i] = kept[rowsSince]! + sumSince
        i++
      } while (i < to && index[i]! < nextAnchor)
      this.oldest = oldest
      this.rowsSince = rowsSince
      this.sumSince = sumSince
    }
  }

  private anchor(index: number): void {
    const { ring, kept, window } = this
    this.nextAnchor = (Math.floor(index / window) + 1) * window
    this.rowsSince = 0
    this.sumSince = 0
    const oldest = this.oldest
    let sum = 0
    let k = window
    for (let slot = oldest - 1; slot >= 0; slot--) kept[--k] = sum += ring[slot]!
    for (let slot = window - 1; slot >= oldest; slot--) kept[--k] = sum += ring[slot]!
  }
}
