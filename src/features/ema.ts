import { defineFeature } from './definition.ts'
import type { Kernel, KernelState } from './kernel.ts'

/**
 * Exponential moving average with TA-Lib's seed: the first value is the simple mean of the first `period` rows.
 *
 *   ema[i] = ema[i−1] + (x[i] − ema[i−1]) · 2 / (period + 1)
 */
export class EmaKernel implements Kernel {
  private readonly period: number
  private readonly weight: number
  private count = 0
  private value = 0

  constructor(period: number, weight = 2 / (period + 1)) {
    this.period = period
    this.weight = weight
  }

  run([source]: readonly Float64Array[], [target]: readonly Float64Array[], from: number, to: number): void {
    const x = source!
    const out = target!
    const weight = this.weight
    let value = this.value
    let i = from
    for (; i < to && this.count < this.period; i++) {
      if (x[i] !== x[i])
        out[i] = Number.NaN // the source is still warming up
      else {
        value += x[i]!
        this.count++
        if (this.count === this.period) value /= this.period
        out[i] = this.count === this.period ? value : Number.NaN
      }
    }
    for (; i < to; i++) {
      value += (x[i]! - value) * weight
      out[i] = value
    }
    this.value = value
  }

  snapshot(): KernelState {
    return { count: this.count, value: this.value }
  }

  restore(state: KernelState): void {
    this.count = state.count as number
    this.value = state.value as number
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
