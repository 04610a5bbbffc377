import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const linear = defineFeature({
  name: 'linear',
  group: 'arithmetic',
  summary: 'scale · x + offset: a source against a constant.',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: {
    scale: { default: 1, min: -1e12, max: 1e12, isInteger: false },
    offset: { default: 0, min: -1e12, max: 1e12, isInteger: false },
  },
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: ({ scale, offset }) =>
    stateless((inputs, outputs, from, to) => {
      const x = inputs[0]!
      const out = outputs[0]!
      for (let i = from; i < to; i++) out[i] = scale * x[i]! + offset
    }),
})
