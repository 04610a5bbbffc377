import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Exponential moving average with TA-Lib's seed: the first value is the simple mean of the first `period` rows.
 *
 *   ema[i] = ema[i−1] + (x[i] − ema[i−1]) · weight,   weight = 2 / (period + 1) unless given
 *
 * A row that is not finite gives NaN and is skipped: the average goes on from the row before it.
 */
export class EmaKernel extends StatefulKernel {
  private readonly period: number
  private readonly weight: number
  /** Finite rows seen, at most `period`. */
  private count = 0
  /** The average; before the seed the sum of the rows seen. */
  private value = 0

  constructor(period: number, weight = 2 / (period + 1)) {
    super()
    this.period = period
    this.weight = weight
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const out = outputs[0]!
    let i = from
    for (; i < to && this.count < this.period; i++) out[i] = this.seed(x[i]!)
    const weight = this.weight
    let value = this.value
    for (; i < to; i++) {
      const next = value + (x[i]! - value) * weight
      const isKnown = Number.isFinite(next)
      out[i] = isKnown ? next : Number.NaN
      if (isKnown) value = next
    }
    this.value = value
  }

  private seed(value: number): number {
    if (!Number.isFinite(value)) return Number.NaN
    this.value += value
    this.count++
    if (this.count < this.period) return Number.NaN
    this.value /= this.period
    return this.value
  }
}

export const ema = defineFeature({
  name: 'ema',
  group: 'trend',
  summary:
    'Exponential moving average, weight 2/(period+1), seeded with the mean of the first period rows (TA-Lib EMA).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new EmaKernel(period),
})
