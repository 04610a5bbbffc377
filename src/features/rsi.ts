import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'
import { EPSILON } from './zero.ts'

/**
 * Relative strength index: the share of rises in all price movement, 0 … 100.
 *
 *   rsi = 100 · gain / (gain + loss),  gain and loss smoothed by Wilder: g[i] = (g[i−1] · (n − 1) + rise) / n
 *
 * Seeded with the mean of the first n changes, as in TA-Lib. No movement at all gives 0. A row that is not finite gives NaN and is skipped.
 */
export class RsiKernel extends StatefulKernel {
  private readonly period: number
  /** Changes seen so far, up to `period`. */
  private changes = 0
  private previous = Number.NaN
  private gain = 0
  private loss = 0

  constructor(period: number) {
    super()
    this.period = period
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const out = outputs[0]!
    let i = from
    while (i < to && this.changes < this.period) out[i] = this.seed(x[i++]!)
    const weight = 1 / this.period
    const keep = 1 - weight
    let { previous, gain, loss } = this
    for (; i < to; i++) {
      const change = x[i]! - previous
      if (!Number.isFinite(change)) {
        out[i] = Number.NaN
        continue
      }
      previous = x[i]!
      const rise = (Math.abs(change) + change) / 2 // without a branch: half of all changes are rises
      gain = gain * keep + rise * weight
      loss = loss * keep + (rise - change) * weight
      out[i] = strength(gain, loss)
    }
    this.previous = previous
    this.gain = gain
    this.loss = loss
  }

  private seed(value: number): number {
    const change = value - this.previous
    if (Number.isFinite(value)) this.previous = value
    if (!Number.isFinite(change)) return Number.NaN
    this.gain += Math.max(change, 0) / this.period
    this.loss += Math.max(-change, 0) / this.period
    this.changes++
    return this.changes < this.period ? Number.NaN : strength(this.gain, this.loss)
  }
}

function strength(gain: number, loss: number): number {
  const movement = gain + loss
  return movement < EPSILON ? 0 : (100 * gain) / movement
}

export const rsi = defineFeature({
  name: 'rsi',
  group: 'momentum',
  summary: 'Relative strength index, 0 … 100: 100 · gain / (gain + loss), both Wilder-smoothed (TA-Lib RSI).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 14, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new RsiKernel(period),
})
