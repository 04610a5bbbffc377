import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const plus = defineFeature({
  name: 'plus',
  group: 'arithmetic',
  summary: 'Sum of two sources: a + b.',
  clock: 'bar',
  inputs: ['close', 'open'],
  sources: 2,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless((inputs, outputs, from, to) => {
      const a = inputs[0]!
      const b = inputs[1]!
      const out = outputs[0]!
      for (let i = from; i < to; i++) out[i] = a[i]! + b[i]!
    }),
})
