import { defineFeature } from './definition.ts'
import { ExtremeKernel } from './rolling/extreme-kernel.ts'

export const highest = defineFeature({
  name: 'highest',
  group: 'structure',
  summary:
    'Largest value of the last period rows, this one included; of the rows before it: lag({ of: highest() }).',
  clock: 'bar',
  inputs: ['high'],
  sources: 1,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ExtremeKernel('max', period),
})
