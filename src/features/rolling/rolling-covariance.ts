import { AnchoredWindow } from './anchored-window.ts'

/**
 * Population variances and covariance of the last `window` pairs (x, y); NaN until there are `window` of them,
 * and while a part of one of them is not finite. As in `RollingVariance` both are counted from the first pair
 * after the anchor: what stands still has a variance of exactly 0.
 */
export class RollingCovariance extends AnchoredWindow {
  varianceX = Number.NaN
  varianceY = Number.NaN
  covariance = Number.NaN
  private readonly xs = this.ring()
  private readonly ys = this.ring()
  /** Σx, Σy, Σx², Σy², Σxy of the pairs before the anchor that are still in the window k rows after it, at 5k. */
  private readonly kept: Float64Array
  private centerX = 0
  private centerY = 0
  private sumX = 0
  private sumY = 0
  private sumXX = 0
  private sumYY = 0
  private sumXY = 0

  constructor(window: number) {
    super(window)
    this.kept = new Float64Array(5 * (window + 1))
  }

  /** @param index absolute row number, ascending */
  push(x: number, y: number, index: number): void {
    const hole = x - x + (y - y) // 0, or NaN where a part is not finite
    if (index >= this.nextAnchor) this.anchor(x + hole, y + hole, index)
    this.xs[this.rowsSince] = x + hole
    this.ys[this.rowsSince] = y + hole
    this.rowsSince++
    this.add(x + hole - this.centerX, y + hole - this.centerY)
    this.settle()
  }

  private add(x: number, y: number): void {
    this.sumX += x
    this.sumY += y
    this.sumXX += x * x
    this.sumYY += y * y
    this.sumXY += x * y
  }

  private settle(): void {
    const { kept, window } = this
    const at = 5 * this.rowsSince
    const meanX = (kept[at]! + this.sumX) / window
    const meanY = (kept[at + 1]! + this.sumY) / window
    this.varianceX = Math.max(0, (kept[at + 2]! + this.sumXX) / window - meanX * meanX)
    this.varianceY = Math.max(0, (kept[at + 3]! + this.sumYY) / window - meanY * meanY)
    this.covariance = (kept[at + 4]! + this.sumXY) / window - meanX * meanY
  }

  private anchor(x: number, y: number, index: number): void {
    const { xs, ys, kept, window } = this
    this.straighten(xs)
    this.straighten(ys)
    this.beginAt(index)
    this.centerX = x
    this.centerY = y
    this.clear()
    for (let k = window - 1; k >= 0; k--) {
      this.add(xs[k]! - x, ys[k]! - y)
      kept[5 * k] = this.sumX
      kept[5 * k + 1] = this.sumY
      kept[5 * k + 2] = this.sumXX
      kept[5 * k + 3] = this.sumYY
      kept[5 * k + 4] = this.sumXY
    }
    this.clear()
  }

  private clear(): void {
    this.sumX = this.sumY = this.sumXX = this.sumYY = this.sumXY = 0
  }
}
