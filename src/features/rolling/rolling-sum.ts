import { AnchoredWindow } from './anchored-window.ts'

/**
 * Sum of the last `window` values; NaN until there are `window` of them, and while one of them is not finite.
 * Values that are all 0 sum to exactly 0.
 */
export class RollingSum extends AnchoredWindow {
  private readonly values = this.ring()
  /** kept[k]: sum of the values before the anchor that are still in the window k rows after it. */
  private readonly kept: Float64Array
  private sumSince = 0

  constructor(window: number) {
    super(window)
    this.kept = new Float64Array(window + 1)
  }

  /** @param index absolute row number (`barIndex`, or the settlement time), ascending */
  push(value: number, index: number): number {
    if (index >= this.nextAnchor) this.anchor(index)
    const entering = value + (value - value) // NaN where not finite
    this.values[this.rowsSince] = entering
    this.rowsSince++
    this.sumSince += entering
    return this.kept[this.rowsSince]! + this.sumSince
  }

  /** `push` of rows [from, to): the same values, sooner. `out` may be `x` itself. */
  run(x: Float64Array, index: Float64Array, out: Float64Array, from: number, to: number): void {
    for (let i = from; i < to; ) {
      if (index[i]! >= this.nextAnchor) this.anchor(index[i]!)
      const end = this.rowsUntilAnchor(index, i, to)
      this.runUntilAnchor(x, out, i, end)
      i = end
    }
  }

  private runUntilAnchor(x: Float64Array, out: Float64Array, from: number, to: number): void {
    const { values, kept } = this
    let { rowsSince, sumSince } = this
    for (let i = from; i < to; i++) {
      const entering = x[i]! + (x[i]! - x[i]!) // NaN where not finite
      values[rowsSince] = entering
      rowsSince++
      sumSince += entering
      out[i] = kept[rowsSince]! + sumSince
    }
    this.rowsSince = rowsSince
    this.sumSince = sumSince
  }

  private anchor(index: number): void {
    const { values, kept } = this
    this.straighten(values)
    this.beginAt(index)
    this.sumSince = 0
    let sum = 0
    for (let k = values.length - 1; k >= 0; k--) kept[k] = sum += values[k]!
  }
}
