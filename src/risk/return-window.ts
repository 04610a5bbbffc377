/** Fewest returns in common, as a share of the window, that say anything about two instruments. */
const LEAST_SHARE = 0.5

/** What a window remembers, JSON-safe. */
export interface ReturnMemory {
  readonly instant: number
  readonly returns: readonly number[]
  readonly closes: readonly number[]
  readonly closedAt: readonly number[]
}

/** Of the returns of one instrument. */
class Moments {
  /** For which they hold. */
  instant = -1
  count = 0
  sum = 0
  /** Sum of squared deviations. */
  spread = 0
}

/**
 * The last returns of every instrument, from bar close to bar close, for their correlation. A bar that is missing
 * leaves two returns unknown: that into it and that out of it.
 */
export class ReturnWindow {
  private readonly bars: number
  /** [instruments × bars], the return of instant t at t mod bars; NaN = unknown. */
  private readonly returns: Float64Array
  private readonly closes: Float64Array
  /** Instant of the last close. */
  private readonly closedAt: Float64Array
  private readonly moments: readonly Moments[]
  private instant = 0

  constructor(instruments: number, bars: number) {
    this.bars = bars
    this.returns = new Float64Array(instruments * bars).fill(Number.NaN)
    this.closes = new Float64Array(instruments).fill(Number.NaN)
    this.closedAt = new Float64Array(instruments).fill(Number.NaN)
    this.moments = Array.from({ length: instruments }, () => new Moments())
  }

  /** An instrument's bar of this instant has closed. */
  close(instrument: number, price: number): void {
    const isNext = this.closedAt[instrument] === this.instant - 1
    const slot = instrument * this.bars + (this.instant % this.bars)
    this.returns[slot] = isNext ? price / this.closes[instrument]! - 1 : Number.NaN
    this.closes[instrument] = price
    this.closedAt[instrument] = this.instant
    this.moments[instrument]!.instant = -1
  }

  /** Every bar of this instant has closed: the next begins without a return. */
  advance(): void {
    this.instant++
    const slot = this.instant % this.bars
    for (let at = slot; at < this.returns.length; at += this.bars) this.returns[at] = Number.NaN
  }

  /**
   * Pearson's correlation of two instruments over the instants at which both returns are known; NaN where those
   * are less than half the window or one of the two does not move.
   */
  correlation(a: number, b: number): number {
    const first = this.momentsOf(a)
    const second = this.momentsOf(b)
    if (first.count < this.bars || second.count < this.bars) return this.ofKnown(a, b)
    const { returns, bars } = this
    const from = a * bars
    const offset = (b - a) * bars
    let products = 0
    for (let k = from; k < from + bars; k++) products += returns[k]! * returns[k + offset]!
    return (products - (first.sum * second.sum) / bars) / Math.sqrt(first.spread * second.spread)
  }

  /** Sums over one instrument's window, once an instant. */
  private momentsOf(instrument: number): Moments {
    const moments = this.moments[instrument]!
    if (moments.instant === this.instant) return moments
    const { returns, bars } = this
    moments.instant = this.instant
    moments.count = 0
    moments.sum = 0
    let squares = 0
    for (let k = instrument * bars; k < (instrument + 1) * bars; k++) {
      const value = returns[k]!
      if (Number.isNaN(value)) continue
      moments.count++
      moments.sum += value
      squares += value * value
    }
    moments.spread = squares - moments.sum ** 2 / moments.count
    return moments
  }

  /** The same where a window has holes. */
  private ofKnown(a: number, b: number): number {
    const { returns, bars } = this
    let count = 0
    let sumA = 0
    let sumB = 0
    let squaresA = 0
    let squaresB = 0
    let products = 0
    for (let k = 0; k < bars; k++) {
      const x = returns[a * bars + k]!
      const y = returns[b * bars + k]!
      const product = x * y
      if (Number.isNaN(product)) continue
      count++
      sumA += x
      sumB += y
      squaresA += x * x
      squaresB += y * y
      products += product
    }
    if (count < LEAST_SHARE * bars) return Number.NaN
    const spread = Math.sqrt((squaresA - sumA ** 2 / count) * (squaresB - sumB ** 2 / count))
    return (products - (sumA * sumB) / count) / spread
  }

  snapshot(): ReturnMemory {
    const { instant, returns, closes, closedAt } = this
    return { instant, returns: [...returns], closes: [...closes], closedAt: [...closedAt] }
  }

  restore(memory: ReturnMemory): void {
    this.instant = memory.instant
    this.returns.set(memory.returns)
    this.closes.set(memory.closes)
    this.closedAt.set(memory.closedAt)
    for (const moments of this.moments) moments.instant = -1
  }
}
