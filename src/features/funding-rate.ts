import { defineFeature } from './definition.ts'
import { copyRows, stateless } from './stateless.ts'

export const fundingRate = defineFeature({
  name: 'fundingRate',
  group: 'futures',
  summary:
    'Last funding rate settled strictly before the bar’s end, per interval; positive means longs paid.',
  clock: 'bar',
  inputs: ['fundingRate'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () => stateless(copyRows),
})
