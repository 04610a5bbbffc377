import { defineFeature } from './definition.ts'
import { LagKernel } from './lag.ts'

/** 100 · (now / before − 1), in percent; 0 where there was nothing before, as in TA-Lib. */
export class RocKernel extends LagKernel {
  override run(
    inputs: readonly Float64Array[],
    outputs: readonly Float64Array[],
    from: number,
    to: number,
  ): void {
    super.run(inputs, outputs, from, to)
    const x = inputs[0]!
    const out = outputs[0]!
    for (let i = from; i < to; i++) {
      const before = out[i]!
      out[i] = before === 0 ? x[i]! - x[i]! : (x[i]! / before - 1) * 100
    }
  }
}

export const roc = defineFeature({
  name: 'roc',
  group: 'momentum',
  summary: 'Rate of change over period bars in percent: 100 · (x / x[period bars ago] − 1) (TA-Lib ROC).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 10, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new RocKernel(period),
})
