import { ComparisonKernel } from './comparison.ts'
import { defineFeature } from './definition.ts'

export const momentum = defineFeature({
  name: 'momentum',
  group: 'momentum',
  summary: 'Change of the source over period bars, in its own units: x − x[period bars ago] (TA-Lib MOM).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 10, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new ComparisonKernel(period, (now, before) => now - before),
})
