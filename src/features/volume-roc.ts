import { defineFeature } from './definition.ts'
import { RocKernel } from './roc.ts'

export const volumeRoc = defineFeature({
  name: 'volumeRoc',
  group: 'volume',
  summary:
    'Rate of change of the volume over period bars in percent; 0 where there was no volume then (TA-Lib ROC of volume).',
  clock: 'bar',
  inputs: ['volume'],
  sources: 0,
  params: { period: { default: 10, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new RocKernel(period),
})
