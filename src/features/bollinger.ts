import { defineFeature } from './definition.ts'
import { RollingVariance } from './rolling/rolling-variance.ts'
import { StatefulKernel } from './state.ts'

/**
 * Bollinger bands: the mean of the last `period` rows and `deviations` population standard deviations around it.
 *
 *   width = (upper − lower) / middle,  percentB = (x − lower) / (upper − lower)
 *
 * Bands that coincide (a constant run) give width 0 and percentB NaN.
 */
class BollingerKernel extends StatefulKernel {
  private readonly variance: RollingVariance
  private readonly deviations: number

  constructor(period: number, deviations: number) {
    super()
    this.variance = new RollingVariance(period)
    this.deviations = deviations
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs as [Float64Array, Float64Array]
    const [upper, middle, lower, width, percentB] = outputs as Five
    const deviations = this.deviations
    this.variance.run(x, index, middle, upper, from, to) // `upper` holds the variance for a moment
    for (let i = from; i < to; i++) {
      const half = deviations * Math.sqrt(upper[i]!)
      const mean = middle[i]!
      upper[i] = mean + half
      lower[i] = mean - half
      width[i] = mean === 0 ? Number.NaN : (2 * half) / mean
      percentB[i] = half === 0 ? Number.NaN : (x[i]! - mean + half) / (2 * half)
    }
  }
}

type Five = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]

export const bollinger = defineFeature({
  name: 'bollinger',
  group: 'volatility',
  summary:
    'Bollinger bands: mean ± deviations · population standard deviation (TA-Lib BBANDS), width = (upper − lower) / middle, percentB = (x − lower) / (upper − lower).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: {
    period: { default: 20, min: 2, max: 10_000, unit: 'bars' },
    deviations: { default: 2, min: 0.01, max: 100, isInteger: false, unit: 'σ' },
  },
  outputs: ['upper', 'middle', 'lower', 'width', 'percentB'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period, deviations }) => new BollingerKernel(period, deviations),
})
