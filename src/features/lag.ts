import { defineFeature } from './definition.ts'
import { Lagged } from './rolling/lagged.ts'
import { StatefulKernel } from './state.ts'

export class LagKernel extends StatefulKernel {
  private readonly lagged: Lagged

  constructor(period: number) {
    super()
    this.lagged = new Lagged(period)
  }

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const x = inputs[0]!
    const out = outputs[0]!
    for (let i = from; i < to; i++) out[i] = this.lagged.push(x[i]!)
  }
}

export const lag = defineFeature({
  name: 'lag',
  group: 'arithmetic',
  summary: 'The source as it was period rows earlier.',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 1, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new LagKernel(period),
})
