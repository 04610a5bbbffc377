import { candlePattern } from './candle-pattern.ts'
import { defineFeature } from './definition.ts'

export const hammer = defineFeature(
  candlePattern({
    name: 'hammer',
    summary:
      '100 for a short body near the low of the bar before, a lower shadow longer than the body and hardly any upper one; else 0 (TA-Lib CDLHAMMER).',
    params: {},
    lookback: 11,
    measures: ['bodies', 'ranges'],
    pattern:
      () =>
      ({ highs, lows, bodies, tops, bottoms, usualBodies, tinies, nears }, signals, from, to) => {
        for (let i = from; i < to; i++) {
          const isShort = +(bodies[i]! < usualBodies[i]!)
          const hangs = +(bottoms[i]! - lows[i]! > bodies[i]!)
          const isFlatAbove = +(highs[i]! - tops[i]! < tinies[i]!)
          const isNearLow = +(bottoms[i]! <= lows[i - 1]! + nears[i - 1]!)
          signals[i] = 100 * (isShort & hangs & isFlatAbove & isNearLow)
        }
      },
  }),
)
