import { defineFeature } from './definition.ts'
import { relativeChange } from './relative-change.ts'
import { Lagged } from './rolling/lagged.ts'
import { StatefulKernel } from './state.ts'

class OpenInterestChangeKernel extends StatefulKernel {
  private readonly lagged: Lagged

  constructor(period: number) {
    super()
    this.lagged = new Lagged(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const out = outputs[0]!
    for (let i = from; i < to; i++) out[i] = relativeChange(x[i]!, this.lagged.push(x[i]!))
  }
}

export const openInterestChange = defineFeature({
  name: 'openInterestChange',
  group: 'futures',
  summary: 'Relative change of open interest over the last period bars: now / then − 1.',
  clock: 'bar',
  inputs: ['openInterest'],
  sources: 0,
  params: { period: { default: 24, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new OpenInterestChangeKernel(period),
})
