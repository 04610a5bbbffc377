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
  readonly #deviations = new Scratch()

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
    this.history = new Float64Array(period).fill(Number.NaN)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const period = this.sum.window
    const prices = this.typicalPrices(inputs, from, to)
    const newest = period - from // prices[newest + i] is that of row i
    for (let i = from; i < to; i++) out[i] = prices[newest + i]!
    this.sum.run(out, inputs[3]!, out, from, to)
    for (let i = from; i < to; i++) out[i] = out[i]! / period
    const deviations = this.#deviations.rows(to).fill(0, from, to)
    let ago = 0
    for (; ago + 4 <= period; ago += 4) addFourDeviations(deviations, prices, out, newest - ago, from, to)
    for (; ago < period; ago++) addDeviations(deviations, prices, out, newest - ago, from, to)
    const scale = period / 0.015
    for (let i = from; i < to; i++) {
      const away = prices[newest + i]! - out[i]!
      out[i] = isNegligible(away, out[i]!) ? 0 : (away * scale) / deviations[i]!
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

/** Adds |x − mean| to the deviations, x being `shift` rows on. */
function addDeviations(
  deviations: Float64Array,
  x: Float64Array,
  means: Float64Array,
  shift: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) deviations[i] = deviations[i]! + Math.abs(x[shift + i]! - means[i]!)
}

/**
 * The same for four neighbours at once, this x and the three before it. Walking the whole block for four rows of every
 * window is faster than window by window: additions that need not wait for one another overlap.
 */
function addFourDeviations(
  deviations: Float64Array,
  x: Float64Array,
  means: Float64Array,
  shift: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const mean = means[i]!
    const row = shift + i
    const newer = Math.abs(x[row]! - mean) + Math.abs(x[row - 1]! - mean)
    const older = Math.abs(x[row - 2]! - mean) + Math.abs(x[row - 3]! - mean)
    deviations[i] = deviations[i]! + (newer + older)
  }
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
