import { defineFeature } from './definition.ts'
import { RollingLine } from './rolling/rolling-line.ts'
import { RollingVariance } from './rolling/rolling-variance.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/** Of a variance, what no line explains but for rounding. */
const NOTHING = 1e-12

/**
 * Where the source stands in the channel about its regression line.
 *
 *   position = (x − end of the line) / (width · s),   s² = variance − slope² · (n² − 1)/12
 *
 * s is the standard deviation about the line; −1 is the lower edge, 1 the upper. NaN where the channel has no
 * width. Inputs: source, row index.
 */
class TrendChannelKernel extends StatefulKernel {
  private readonly line: RollingLine
  private readonly variance: RollingVariance
  private readonly width: number
  readonly #slopes = new Scratch()
  readonly #variances = new Scratch()
  readonly #means = new Scratch()

  constructor(period: number, width: number) {
    super()
    this.line = new RollingLine(period)
    this.variance = new RollingVariance(period)
    this.width = width
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs as [Float64Array, Float64Array]
    const out = outputs[0]!
    const slopes = this.#slopes.rows(to)
    const variances = this.#variances.rows(to)
    this.line.run(x, index, slopes, out, from, to) // `out` holds the end of the line for a moment
    this.variance.run(x, index, this.#means.rows(to), variances, from, to)
    const spread = (this.line.window ** 2 - 1) / 12
    for (let i = from; i < to; i++) {
      const unexplained = variances[i]! - slopes[i]! * slopes[i]! * spread
      const hasWidth = unexplained > NOTHING * variances[i]!
      out[i] = hasWidth ? (x[i]! - out[i]!) / (this.width * Math.sqrt(unexplained)) : Number.NaN
    }
  }
}

export const trendChannel = defineFeature({
  name: 'trendChannel',
  group: 'trend',
  summary:
    'Position in the regression channel: distance from the least-squares line of the last period rows in units of width standard deviations about it; −1 lower edge, 1 upper.',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: {
    period: { default: 50, min: 3, max: 10_000, unit: 'bars' },
    width: { default: 2, min: 0.1, max: 10, isInteger: false, unit: 'standard deviations' },
  },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period, width }) => new TrendChannelKernel(period, width),
})
