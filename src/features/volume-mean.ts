import { defineFeature } from './definition.ts'
import { SmaKernel } from './sma.ts'

export const volumeMean = defineFeature({
  name: 'volumeMean',
  group: 'volume',
  summary: 'Mean volume of the last period bars, base units (TA-Lib SMA of volume).',
  clock: 'bar',
  inputs: ['volume', 'barIndex'],
  sources: 0,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new SmaKernel(period),
})
