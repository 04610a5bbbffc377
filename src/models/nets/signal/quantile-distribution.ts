import { QtError } from '../../../core/error.ts'
import { normalCdf, normalQuantile } from '../../../core/normal.ts'
import { checkLevels } from '../heads/head.ts'

/**
 * A distribution of which some quantiles are known: between them the distribution function runs straight; beyond the
 * outermost its normal score Φ⁻¹(F) does, on as between the last two. Equal quantiles are a point of that mass.
 */
export interface QuantileDistribution {
  /** P(r < x) */
  below(x: number): number
  /** P(r > x) */
  above(x: number): number
  /** E[r] */
  mean(): number
}

/**
 * A reader of distributions that all have these levels. It reads where it is pointed to, so that columns of
 * distributions cost no objects.
 */
export class QuantileReader implements QuantileDistribution {
  readonly #levels: readonly number[]
  /** Φ⁻¹ of each level. */
  readonly #scores: readonly number[]
  #quantiles: ArrayLike<number> = []
  #start = 0

  /** @throws QtError `usage` for fewer than two levels, or levels that do not rise within (0, 1) */
  constructor(levels: readonly number[]) {
    if (levels.length < 2)
      throw new QtError(
        'usage',
        `a distribution from ${levels.length} quantiles`,
        'two levels or more are needed',
      )
    checkLevels(levels)
    this.#levels = levels
    this.#scores = levels.map(normalQuantile)
  }

  /** The distribution whose quantiles, in order, begin at `start`. */
  at(quantiles: ArrayLike<number>, start = 0): QuantileDistribution {
    this.#quantiles = quantiles
    this.#start = start
    return this
  }

  below(x: number): number {
    let upper = 0
    while (upper < this.#levels.length && this.#quantile(upper) < x) upper++
    return this.#between(x, upper)
  }

  above(x: number): number {
    let upper = 0
    while (upper < this.#levels.length && this.#quantile(upper) <= x) upper++
    return 1 - this.#between(x, upper)
  }

  /**
   * ∫ q(τ) dτ over the levels. Where q runs straight between levels this is a trapezoid; of a tail
   * q = q₀ + s (z − z₀) from level τ₀ on it is (1 − τ₀)(q₀ − s z₀) + s φ(z₀), and its mirror image.
   */
  mean(): number {
    const last = this.#levels.length - 1
    let sum = this.#tailMean(0, 1, -1) + this.#tailMean(last, last - 1, 1)
    for (let i = 1; i <= last; i++)
      sum += ((this.#quantile(i) + this.#quantile(i - 1)) / 2) * (this.#levels[i]! - this.#levels[i - 1]!)
    return sum
  }

  #quantile(level: number): number {
    return this.#quantiles[this.#start + level]!
  }

  /** The distribution function at x, which lies below quantile `upper` and above the one before. */
  #between(x: number, upper: number): number {
    const last = this.#levels.length - 1
    if (upper === 0) return this.#tail(x, 0, 1)
    if (upper > last) return this.#tail(x, last, last - 1)
    const [low, high] = [this.#quantile(upper - 1), this.#quantile(upper)]
    const [from, to] = [this.#levels[upper - 1]!, this.#levels[upper]!]
    return from + ((x - low) / (high - low)) * (to - from)
  }

  /** Beyond the outermost quantile, along the line of normal scores through it and its neighbour. */
  #tail(x: number, outer: number, inner: number): number {
    const spread = this.#quantile(outer) - this.#quantile(inner)
    if (spread === 0) return outer === 0 ? 0 : 1
    const slope = (this.#scores[outer]! - this.#scores[inner]!) / spread
    return normalCdf(this.#scores[outer]! + (x - this.#quantile(outer)) * slope)
  }

  /** @param side −1 for the lower tail, 1 for the upper */
  #tailMean(outer: number, inner: number, side: -1 | 1): number {
    const score = this.#scores[outer]!
    const slope = (this.#quantile(outer) - this.#quantile(inner)) / (score - this.#scores[inner]!)
    const mass = side < 0 ? this.#levels[outer]! : 1 - this.#levels[outer]!
    return mass * (this.#quantile(outer) - slope * score) + side * slope * density(score)
  }
}

/** φ */
function density(score: number): number {
  return Math.exp((-score * score) / 2) / Math.sqrt(2 * Math.PI)
}
