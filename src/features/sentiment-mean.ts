import { defineFeature } from './definition.ts'
import { SmaKernel } from './sma.ts'

export const sentimentMean = defineFeature({
  name: 'sentimentMean',
  group: 'sentiment',
  summary: 'Mean of the sentiment score as known at the last period bar ends.',
  clock: 'bar',
  inputs: ['sentimentScore', 'barIndex'],
  sources: 0,
  params: { period: { default: 5, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new SmaKernel(period),
})
