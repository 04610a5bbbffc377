import { defineFeature } from './definition.ts'
import { copyRows, stateless } from './stateless.ts'

export const volumeRank = defineFeature({
  name: 'volumeRank',
  group: 'cross-section',
  summary:
    'Rank of the trailing 24 h quote volume among the instruments listed by then: 1 = largest, ties by id.',
  clock: 'bar',
  inputs: ['volumeRank'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () => stateless(copyRows),
})
