import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const absolute = defineFeature({
  name: 'absolute',
  group: 'arithmetic',
  summary: 'Absolute value of the source.',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless((inputs, outputs, from, to) => {
      const x = inputs[0]!
      const out = outputs[0]!
      for (let i = from; i < to; i++) out[i] = Math.abs(x[i]!)
    }),
})
