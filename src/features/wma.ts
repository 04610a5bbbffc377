import { defineFeature } from './definition.ts'
import { RollingLine } from './rolling/rolling-line.ts'
import { StatefulKernel } from './state.ts'

/**
 * Mean of the last n rows with weights 1 … n, the newest the heaviest: where the regression line stands at
 * two thirds of the window, wma = end − slope · (n − 1)/3. Inputs: source, row index.
 */
class WmaKernel extends StatefulKernel {
  private readonly line: RollingLine

  constructor(period: number) {
    super()
    this.line = new RollingLine(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [x, index] = inputs
    const out = outputs[0]!
    const line = this.line
    const back = (line.window - 1) / 3
    for (let i = from; i < to; i++)
      out[i] = line.push(x![i]!, index![i]!) ? line.end - line.slope * back : Number.NaN
  }
}

export const wma = defineFeature({
  name: 'wma',
  group: 'trend',
  summary: 'Weighted moving average, weights 1 … period, the newest row the heaviest (TA-Lib WMA).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 20, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new WmaKernel(period),
})
