/**
 * Bars as patterns look at them: row by row, with sums of the rows up to each one.
 * The measures are those of TA-Lib's candle settings; each is about the bars *before* row i.
 */
export class Candles {
  readonly opens: Float64Array
  readonly highs: Float64Array
  readonly lows: Float64Array
  readonly closes: Float64Array
  readonly index: Float64Array
  /** Sums over the last 10 bodies, the last 10 ranges and the last 5 ranges, this row's included. */
  readonly bodySums: Float64Array
  readonly rangeSums: Float64Array
  readonly recentRangeSums: Float64Array

  constructor(rows: number) {
    this.opens = new Float64Array(rows)
    this.highs = new Float64Array(rows)
    this.lows = new Float64Array(rows)
    this.closes = new Float64Array(rows)
    this.index = new Float64Array(rows)
    this.bodySums = new Float64Array(rows)
    this.rangeSums = new Float64Array(rows)
    this.recentRangeSums = new Float64Array(rows)
  }

  isKnown(i: number): boolean {
    return Number.isFinite(this.opens[i]! + this.highs[i]! + this.lows[i]! + this.closes[i]!)
  }

  isWhite(i: number): boolean {
    return this.closes[i]! >= this.opens[i]!
  }

  body(i: number): number {
    return Math.abs(this.closes[i]! - this.opens[i]!)
  }

  bodyTop(i: number): number {
    return Math.max(this.opens[i]!, this.closes[i]!)
  }

  bodyBottom(i: number): number {
    return Math.min(this.opens[i]!, this.closes[i]!)
  }

  upperShadow(i: number): number {
    return this.highs[i]! - this.bodyTop(i)
  }

  lowerShadow(i: number): number {
    return this.bodyBottom(i) - this.lows[i]!
  }

  /** A body above this is long, one below it short: the mean body of 10 bars. */
  usualBody(i: number): number {
    return this.bodySums[i - 1]! / 10
  }

  /** A doji's body, a very short shadow: a tenth of the mean range of 10 bars. */
  tiny(i: number): number {
    return 0.1 * (this.rangeSums[i - 1]! / 10)
  }

  /** Near: a fifth of the mean range of 5 bars. */
  near(i: number): number {
    return 0.2 * (this.recentRangeSums[i - 1]! / 5)
  }

  /** Far: three fifths of it. */
  far(i: number): number {
    return 0.6 * (this.recentRangeSums[i - 1]! / 5)
  }
}
