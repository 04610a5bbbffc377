import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const highLowRatio = defineFeature({
  name: 'highLowRatio',
  group: 'structure',
  summary: 'high / low of the bar, ≥ 1.',
  clock: 'bar',
  inputs: ['high', 'low'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless(([highs, lows], [out], from, to) => {
      for (let i = from; i < to; i++) out![i] = lows![i] === 0 ? Number.NaN : highs![i]! / lows![i]!
    }),
})
