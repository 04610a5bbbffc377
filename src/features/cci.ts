import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'
import { isNegligible } from './zero.ts'

/**
 * Commodity channel index: how many mean deviations the typical price is away from its mean, divided by 0.015.
 *
 *   cci = (tp − mean) / (0.015 · Σ|tp − mean| / n),  tp = (high + low + close) / 3
 *
 * The mean deviation is about a mean that moves, so it is summed anew for every bar: O(period), as in TA-Lib.
 * A window of equal prices gives 0.
 */
class CciKernel extends StatefulKernel {
  private readonly sum: RollingSum
  /** Typical prices twice over, `period` apart, so that every window lies in one piece. */
  private readonly ring: Float64Array
  private slot = 0

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
    this.ring = new Float64Array(2 * period).fill(Number.NaN)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes, index] = inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
    const out = outputs[0]!
    const ring = this.ring
    const period = this.sum.window
    for (let i = from; i < to; i++) {
      const price = (highs[i]! + lows[i]! + closes[i]!) / 3
      ring[this.slot] = price
      ring[this.slot + period] = price
      this.slot = this.slot + 1 === period ? 0 : this.slot + 1
      const mean = this.sum.push(price, index[i]!) / period
      const away = price - mean
      out[i] = isNegligible(away, price)
        ? 0
        : away / ((0.015 * deviation(ring, this.slot, period, mean)) / period)
    }
  }
}

/** Σ|x − mean| over `period` rows from `first`, in two strands so that the additions overlap. */
function deviation(ring: Float64Array, first: number, period: number, mean: number): number {
  let even = 0
  let odd = 0
  const last = first + period - 1
  for (let k = first; k < last; k += 2) {
    even += Math.abs(ring[k]! - mean)
    odd += Math.abs(ring[k + 1]! - mean)
  }
  return period % 2 === 0 ? even + odd : even + odd + Math.abs(ring[last]! - mean)
}

export const cci = defineFeature({
  name: 'cci',
  group: 'momentum',
  summary:
    'Commodity channel index: (typical price − its mean) / (0.015 · mean absolute deviation) over the period (TA-Lib CCI).',
  clock: 'bar',
  inputs: ['high', 'low', 'close', 'barIndex'],
  sources: 0,
  params: { period: { default: 20, min: 2, max: 1000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new CciKernel(period),
})
