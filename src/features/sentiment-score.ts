import { defineFeature } from './definition.ts'
import { copyRows, stateless } from './stateless.ts'

export const sentimentScore = defineFeature({
  name: 'sentimentScore',
  group: 'sentiment',
  summary: 'Last sentiment score strictly before the bar’s end, −1 … 1.',
  clock: 'bar',
  inputs: ['sentimentScore'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () => stateless(copyRows),
})
