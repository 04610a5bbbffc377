import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const over = defineFeature({
  name: 'over',
  group: 'arithmetic',
  summary: 'First source divided by the second: a / b; NaN where b is 0.',
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
      for (let i = from; i < to; i++) {
        const quotient = a[i]! / b[i]!
        out[i] = Number.isFinite(quotient) ? quotient : Number.NaN
      }
    }),
})
