import { defineFeature } from './definition.ts'
import { copyRows, stateless } from './stateless.ts'

export const newsCount = defineFeature({
  name: 'newsCount',
  group: 'sentiment',
  summary: 'Last news count strictly before the bar’s end.',
  clock: 'bar',
  inputs: ['newsCount'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () => stateless(copyRows),
})
