import { FieldState } from '../state.ts'

/**
 * Population variances and covariance of the last `window` pairs (x, y); not ready until there are `window`
 * of them, and while a part of one of them is not finite. Summed about an anchor pair and made afresh whenever
 * floor(index / window) changes, as `RollingVariance` is.
 */
export class RollingCovariance extends FieldState {
  readonly window: number
  varianceX = Number.NaN
  varianceY = Number.NaN
  covariance = Number.NaN
  private readonly xs: Float64Array
  private readonly ys: Float64Array
  private oldest = 0
  private holes: number
  private anchorX = 0
  private anchorY = 0
  private sumX = 0
  private sumY = 0
  private sumXX = 0
  private sumYY = 0
  private sumXY = 0
  private equalsX = 0
  private equalsY = 0
  private previousX = Number.NaN
  private previousY = Number.NaN
  private nextAnchor = Number.NEGATIVE_INFINITY

  constructor(window: number) {
    super()
    this.window = window
    this.xs = new Float64Array(window).fill(Number.NaN)
    this.ys = new Float64Array(window).fill(Number.NaN)
    this.holes = window
  }

  /** Whether the three results are known. @param index absolute row number, ascending */
  push(x: number, y: number, index: number): boolean {
    const { oldest, window } = this
    const leavingX = this.xs[oldest]!
    const leavingY = this.ys[oldest]!
    const isPair = Number.isFinite(x) && Number.isFinite(y)
    this.xs[oldest] = isPair ? x : Number.NaN
    this.ys[oldest] = isPair ? y : Number.NaN
    this.oldest = oldest + 1 === window ? 0 : oldest + 1
    this.countEquals(x, y)
    if (index >= this.nextAnchor) this.anchor(isPair ? x : 0, isPair ? y : 0, index)
    else {
      if (Number.isNaN(leavingX)) this.holes--
      else this.add(leavingX, leavingY, -1)
      if (isPair) this.add(x, y, 1)
      else this.holes++
    }
    if (this.holes === 0) this.settle()
    return this.holes === 0
  }

  private settle(): void {
    const n = this.window
    const meanX = this.sumX / n
    const meanY = this.sumY / n
    const isFlatX = this.equalsX >= n
    const isFlatY = this.equalsY >= n
    this.varianceX = isFlatX ? 0 : Math.max(0, this.sumXX / n - meanX * meanX)
    this.varianceY = isFlatY ? 0 : Math.max(0, this.sumYY / n - meanY * meanY)
    this.covariance = isFlatX || isFlatY ? 0 : this.sumXY / n - meanX * meanY
  }

  private add(x: number, y: number, sign: number): void {
    const dx = x - this.anchorX
    const dy = y - this.anchorY
    this.sumX += sign * dx
    this.sumY += sign * dy
    this.sumXX += sign * dx * dx
    this.sumYY += sign * dy * dy
    this.sumXY += sign * dx * dy
  }

  private countEquals(x: number, y: number): void {
    this.equalsX = x === this.previousX ? this.equalsX + 1 : 1
    this.equalsY = y === this.previousY ? this.equalsY + 1 : 1
    this.previousX = x
    this.previousY = y
  }

  private anchor(newestX: number, newestY: number, index: number): void {
    this.nextAnchor = (Math.floor(index / this.window) + 1) * this.window
    this.anchorX = newestX
    this.anchorY = newestY
    this.sumX = this.sumY = this.sumXX = this.sumYY = this.sumXY = 0
    this.holes = 0
    for (let k = 0, slot = this.oldest; k < this.window; k++, slot++) {
      if (slot === this.window) slot = 0
      if (Number.isNaN(this.xs[slot])) this.holes++
      else this.add(this.xs[slot]!, this.ys[slot]!, 1)
    }
  }
}
