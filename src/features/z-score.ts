import { defineFeature } from './definition.ts'
import { RollingVariance } from './rolling/rolling-variance.ts'
import { StatefulKernel } from './state.ts'

/**
 * Distance of the newest row from the mean of the last n rows, this one included, in population standard
 * deviations; NaN where they are all equal. Inputs: source, row index.
 */
export class ZScoreKernel extends StatefulKernel {
  private readonly window: RollingVariance

  constructor(rows: number) {
    super()
    this.window = new RollingVariance(rows)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs
    const out = outputs[0]!
    const window = this.window
    for (let i = from; i < to; i++) {
      const variance = window.push(x![i]!, index![i]!)
      out[i] = variance > 0 ? (x![i]! - window.mean) / Math.sqrt(variance) : Number.NaN
    }
  }
}

export const zScore = defineFeature({
  name: 'zScore',
  group: 'arithmetic',
  summary: '(x − mean) / population standard deviation over the last period rows; NaN where all are equal.',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 20, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ZScoreKernel(period),
})
