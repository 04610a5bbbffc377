import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'
import { trueRange } from './true-range.ts'

/**
 * Average true range, smoothed by Wilder and seeded with the mean of the first `period` true ranges (TA-Lib ATR).
 *
 *   atr[i] = (atr[i−1] · (n − 1) + trueRange[i]) / n
 *
 * The first bar has no true range, so the first value is at row `period`. A row that is not finite gives NaN and
 * is skipped.
 */
export class AtrKernel extends StatefulKernel {
  private readonly period: number
  /** True ranges seen, up to `period`. */
  private ranges = 0
  private previousClose = Number.NaN
  private average = 0

  constructor(period: number) {
    super()
    this.period = period
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes] = inputs as [Float64Array, Float64Array, Float64Array]
    const out = outputs[0]!
    const weight = 1 / this.period
    const keep = 1 - weight
    let i = from
    for (; i < to && this.ranges < this.period; i++) out[i] = this.seed(highs[i]!, lows[i]!, closes[i]!)
    let { previousClose, average } = this
    for (; i < to; i++) {
      const range = trueRange(highs[i]!, lows[i]!, previousClose)
      if (!Number.isFinite(range + closes[i]!)) {
        out[i] = Number.NaN
        continue
      }
      previousClose = closes[i]!
      average = average * keep + range * weight
      out[i] = average
    }
    this.previousClose = previousClose
    this.average = average
  }

  private seed(high: number, low: number, close: number): number {
    const range = trueRange(high, low, this.previousClose)
    if (!Number.isFinite(high + low + close)) return Number.NaN
    this.previousClose = close
    if (Number.isNaN(range)) return Number.NaN
    this.average += range / this.period
    this.ranges++
    return this.ranges < this.period ? Number.NaN : this.average
  }
}

export const atr = defineFeature({
  name: 'atr',
  group: 'volatility',
  summary: 'Average true range in quote units, Wilder-smoothed (TA-Lib ATR).',
  clock: 'bar',
  inputs: ['high', 'low', 'close'],
  sources: 0,
  params: { period: { default: 14, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'infinite',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new AtrKernel(period),
})
