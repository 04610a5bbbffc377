import { defineFeature } from './definition.ts'
import { RollingSum } from './rolling/rolling-sum.ts'
import { StatefulKernel } from './state.ts'

/** Sum of the last `period` rates. Inputs: rate, settlement time. */
class FundingSumKernel extends StatefulKernel {
  private readonly sum: RollingSum

  constructor(period: number) {
    super()
    this.sum = new RollingSum(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    this.sum.run(inputs[0]!, inputs[1]!, outputs[0]!, from, to)
  }
}

export const fundingSum = defineFeature({
  name: 'fundingSum',
  group: 'futures',
  summary:
    'Sum of the last period settled funding rates: what a long of constant notional paid (21 of 8 h = a week).',
  clock: 'funding',
  inputs: ['settlementRate', 'settlementTime'],
  sources: 0,
  params: { period: { default: 21, min: 1, max: 1000, unit: 'settlements' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new FundingSumKernel(period),
})
