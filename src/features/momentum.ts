import { defineFeature } from './definition.ts'
import { LagKernel } from './lag.ts'

class MomentumKernel extends LagKernel {
  override run(
    inputs: readonly Float64Array[],
    outputs: readonly Float64Array[],
    from: number,
    to: number,
  ): void {
    super.run(inputs, outputs, from, to)
    const x = inputs[0]!
    const out = outputs[0]!
    for (let i = from; i < to; i++) out[i] = x[i]! - out[i]!
  }
}

export const momentum = defineFeature({
  name: 'momentum',
  group: 'momentum',
  summary: 'Change of the source over period bars, in its own units: x − x[period bars ago] (TA-Lib MOM).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 10, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new MomentumKernel(period),
})
