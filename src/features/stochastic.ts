import { defineFeature } from './definition.ts'
import { RollingExtreme } from './rolling/extreme.ts'
import { sumOf, type WindowSum } from './rolling/short-sum.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'
import { isNegligible } from './zero.ts'

/**
 * Place of the close in the range of the last `period` bars, smoothed twice by simple means.
 *
 *   raw = 100 · (close − lowest) / (highest − lowest),  k = SMA(raw, smoothK),  d = SMA(k, smoothD)
 *
 * A range of 0 gives raw = 0. Both outputs begin at the bar at which d is known (TA-Lib STOCH).
 */
export class StochasticKernel extends StatefulKernel {
  private readonly highest: RollingExtreme
  private readonly lowest: RollingExtreme
  private readonly kSum: WindowSum
  private readonly dSum: WindowSum
  readonly #lows = new Scratch()

  constructor(period: number, smoothK: number, smoothD: number) {
    super()
    this.highest = new RollingExtreme('max', period)
    this.lowest = new RollingExtreme('min', period)
    this.kSum = sumOf(smoothK)
    this.dSum = sumOf(smoothD)
  }

  /** Inputs: highs, lows, closes, row indices. */
  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [highs, lows, closes, index] = inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
    const [k, d] = outputs as [Float64Array, Float64Array]
    const lowest = this.#lows.rows(to)
    this.lowest.run(lows, lowest, from, to)
    this.highest.run(highs, k, from, to)
    for (let i = from; i < to; i++) k[i] = placeInRange(closes[i]!, lowest[i]!, k[i]!)
    this.kSum.run(k, index, k, from, to)
    this.dSum.run(k, index, d, from, to)
    const perK = 1 / this.kSum.window
    const perD = perK / this.dSum.window
    for (let i = from; i < to; i++) {
      k[i] = Number.isNaN(d[i]!) ? Number.NaN : k[i]! * perK
      d[i] = d[i]! * perD
    }
  }
}

/** 0 at `low`, 100 at `high`, 0 where there is no range but rounding (an RSI in a constant run). */
function placeInRange(value: number, low: number, high: number): number {
  const range = high - low
  return isNegligible(range, high) ? 0 : (100 * (value - low)) / range
}

export const stochastic = defineFeature({
  name: 'stochastic',
  group: 'momentum',
  summary:
    'Place of the close in the high–low range of the last period bars, 0 … 100, smoothed to k and again to d (TA-Lib STOCH with simple means).',
  clock: 'bar',
  inputs: ['high', 'low', 'close', 'barIndex'],
  sources: 0,
  params: {
    period: { default: 14, min: 1, max: 10_000, unit: 'bars' },
    smoothK: { default: 3, min: 1, max: 1000, unit: 'bars' },
    smoothD: { default: 3, min: 1, max: 1000, unit: 'bars' },
  },
  outputs: ['k', 'd'],
  memory: 'window',
  lookback: ({ period, smoothK, smoothD }) => period + smoothK + smoothD - 3,
  kernel: ({ period, smoothK, smoothD }) => new StochasticKernel(period, smoothK, smoothD),
})
