import { defineFeature } from './definition.ts'
import { RollingLine } from './rolling/rolling-line.ts'
import { Scratch } from './scratch.ts'
import { StatefulKernel } from './state.ts'

/**
 * Mean of the last n rows with weights 1 … n, the newest the heaviest: where the regression line stands at
 * two thirds of the window, wma = end − slope · (n − 1)/3. Inputs: source, row index.
 */
class WmaKernel extends StatefulKernel {
  private readonly line: RollingLine
  readonly #slopes = new Scratch()

  constructor(period: number) {
    super()
    this.line = new RollingLine(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const slopes = this.#slopes.rows(to)
    this.line.run(inputs[0]!, inputs[1]!, slopes, out, from, to) // `out` holds the end of the line for a moment
    const back = (this.line.window - 1) / 3
    for (let i = from; i < to; i++) out[i] = out[i]! - slopes[i]! * back
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
