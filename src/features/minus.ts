import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const minus = defineFeature({
  name: 'minus',
  group: 'arithmetic',
  summary: 'First source minus the second: a − b.',
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
      for (let i = from; i < to; i++) out[i] = a[i]! - b[i]!
    }),
})
