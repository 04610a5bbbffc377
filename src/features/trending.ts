import { defineFeature } from './definition.ts'
import { copyRows, stateless } from './stateless.ts'

export const trending = defineFeature({
  name: 'trending',
  group: 'sentiment',
  summary: '1 where the asset was trending at the last observation strictly before the bar’s end, else 0.',
  clock: 'bar',
  inputs: ['isTrending'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () => stateless(copyRows),
})
