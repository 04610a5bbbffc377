import { defineFeature } from './definition.ts'
import { ExtremeKernel } from './rolling/extreme-kernel.ts'

export const lowest = defineFeature({
  name: 'lowest',
  group: 'structure',
  summary:
    'Smallest value of the last period rows, this one included; of the rows before it: lag({ of: lowest() }).',
  clock: 'bar',
  inputs: ['low'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ExtremeKernel('min', period),
})
