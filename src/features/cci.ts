import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { Scratch } from './scratch.ts'
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
  /** Typical prices of the `period` rows before the block. */
  private readonly history: Float64Array
  readonly #prices = new Scratch()

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
    this.history = new Float64Array(period).fill(Number.NaN)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const period = this.sum.window
    const prices = this.typicalPrices(inputs, from, to)
    for (let i = from; i < to; i++) out[i] = prices[period + i - from]!
    this.sum.run(out, inputs[3]!, out, from, to)
    for (let i = from; i < to; i++) {
      const mean = out[i]! / period
      const last = period + i - from
      const away = prices[last]! - mean
      const deviation = absoluteDeviation(prices, last - period + 1, last, mean) / period
      out[i] = isNegligible(away, mean) ? 0 : away / (0.015 * deviation)
    }
  }

  /** (high + low + close) / 3 of the rows of the block, behind those before it. */
  private typicalPrices(
    [highs, lows, closes]: readonly Float64Array[],
    from: number,
    to: number,
  ): Float64Array {
    const period = this.history.length
    const end = period + to - from
    const prices = this.#prices.rows(end)
    prices.set(this.history)
    for (let i = from, row = period; i < to; i++, row++)
      prices[row] = (highs![i]! + lows![i]! + closes![i]!) / 3
    this.history.set(prices.subarray(end - period, end))
    return prices
  }
}

/** Σ|x − mean| over rows [first, last], in four strands whose additions overlap. */
function absoluteDeviation(x: Float64Array, first: number, last: number, mean: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let k = first
  for (; k + 3 <= last; k += 4) {
    a += Math.abs(x[k]! - mean)
    b += Math.abs(x[k + 1]! - mean)
    c += Math.abs(x[k + 2]! - mean)
    d += Math.abs(x[k + 3]! - mean)
  }
  for (; k <= last; k++) a += Math.abs(x[k]! - mean)
  return a + b + (c + d)
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
