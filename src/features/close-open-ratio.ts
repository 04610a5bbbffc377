import { defineFeature } from './definition.ts'
import { stateless } from './stateless.ts'

export const closeOpenRatio = defineFeature({
  name: 'closeOpenRatio',
  group: 'structure',
  summary: 'close / open of the bar: above 1 it rose.',
  clock: 'bar',
  inputs: ['close', 'open'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'window',
  lookback: () => 0,
  kernel: () =>
    stateless(([closes, opens], [out], from, to) => {
      for (let i = from; i < to; i++) out![i] = opens![i] === 0 ? Number.NaN : closes![i]! / opens![i]!
    }),
})
