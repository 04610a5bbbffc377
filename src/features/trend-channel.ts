import { defineFeature } from './definition.ts'
import { RollingLine } from './rolling/rolling-line.ts'
import { StatefulKernel } from './state.ts'

/**
 * Where the source stands in the channel about its regression line.
 *
 *   position = (x − end of the line) / (width · standard deviation about the line)
 *
 * −1 is the lower edge, 1 the upper; NaN where the channel has no width. Inputs: source, row index.
 */
class TrendChannelKernel extends StatefulKernel {
  private readonly line: RollingLine
  private readonly width: number

  constructor(period: number, width: number) {
    super()
    this.line = new RollingLine(period)
    this.width = width
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs
    const out = outputs[0]!
    const line = this.line
    for (let i = from; i < to; i++) {
      const isKnown = line.push(x![i]!, index![i]!) && line.residual > 0
      out[i] = isKnown ? (x![i]! - line.end) / (this.width * line.residual) : Number.NaN
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
