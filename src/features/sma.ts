import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

/** Mean of the last `period` rows. Inputs: source, row index. */
export class SmaKernel extends StatefulKernel {
  private readonly sum: RollingSum

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const out = outputs[0]!
    const period = this.sum.window
    this.sum.run(inputs[0]!, inputs[1]!, out, from, to)
    for (let i = from; i < to; i++) out[i] = out[i]! / period
  }
}

export const sma = defineFeature({
  name: 'sma',
  group: 'trend',
  summary: 'Simple moving average: mean of the last period rows (TA-Lib SMA).',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new SmaKernel(period),
})
