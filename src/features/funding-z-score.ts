import { defineFeature } from './definition.ts'
import { ZScoreKernel } from './z-score.ts'

export const fundingZScore = defineFeature({
  name: 'fundingZScore',
  group: 'futures',
  summary:
    'Last settled funding rate against the mean of the last period settlements (itself included), in population standard deviations; NaN where all are equal.',
  clock: 'funding',
  inputs: ['settlementRate', 'settlementTime'],
  sources: 0,
  params: { period: { default: 90, min: 2, max: 10_000, unit: 'settlements' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ZScoreKernel(period),
})
