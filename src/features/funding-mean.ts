import { defineFeature } from './definition.ts'
import { SmaKernel } from './sma.ts'

export const fundingMean = defineFeature({
  name: 'fundingMean',
  group: 'futures',
  summary:
    'Mean of the last period settlements with a known funding rate, per interval; sampled strictly before the bar’s end.',
  clock: 'funding',
  inputs: ['settlementRate', 'settlementTime'],
  sources: 0,
  params: { period: { default: 9, min: 1, max: 1000, unit: 'settlements' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new SmaKernel(period),
})
