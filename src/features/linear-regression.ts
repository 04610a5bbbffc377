import { defineFeature } from './definition.ts'
import { RollingLine } from './rolling/rolling-line.ts'
import { StatefulKernel } from './state.ts'

/** Least-squares line through the last `period` rows. Inputs: source, row index. */
class LinearRegressionKernel extends StatefulKernel {
  private readonly line: RollingLine

  constructor(period: number) {
    super()
    this.line = new RollingLine(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    this.line.run(inputs[0]!, inputs[1]!, outputs[0]!, outputs[1]!, from, to)
  }
}

export const linearRegression = defineFeature({
  name: 'linearRegression',
  group: 'trend',
  summary:
    'Least-squares line through the last period rows: its slope per row and its end at this row (TA-Lib LINEARREG_SLOPE, LINEARREG).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 14, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['slope', 'end'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new LinearRegressionKernel(period),
})
