import { candlePattern } from './candle-pattern.ts'
import { defineFeature } from './definition.ts'

export const doji = defineFeature(
  candlePattern({
    name: 'doji',
    summary:
      '100 where open and close are almost equal: body ≤ a tenth of the mean range of the 10 bars before; else 0 (TA-Lib CDLDOJI).',
    params: {},
    lookback: 10,
    measures: ['ranges'],
    pattern:
      () =>
      ({ bodies, tinies }, signals, from, to) => {
        for (let i = from; i < to; i++) signals[i] = 100 * +(bodies[i]! <= tinies[i]!)
      },
  }),
)
