import { candlePattern } from './candle-pattern.ts'
import { defineFeature } from './definition.ts'

export const harami = defineFeature(
  candlePattern({
    name: 'harami',
    summary:
      'A short body within the long one before: 100 after a black one, −100 after a white one, ±80 where they match at one end; else 0 (TA-Lib CDLHARAMI).',
    params: {},
    lookback: 11,
    measures: ['bodies'],
    pattern:
      () =>
      ({ whites, bodies, tops, bottoms, usualBodies }, signals, from, to) => {
        for (let i = from; i < to; i++) {
          const isLongThenShort = +(bodies[i - 1]! > usualBodies[i - 1]!) & +(bodies[i]! <= usualBodies[i]!)
          const roomAbove = tops[i - 1]! - tops[i]!
          const roomBelow = bottoms[i]! - bottoms[i - 1]!
          const isWithin = +(roomAbove >= 0) & +(roomBelow >= 0)
          const matchesAtOneEnd = +(roomAbove === 0) | +(roomBelow === 0)
          signals[i] = (1 - 2 * whites[i - 1]!) * (isLongThenShort & isWithin) * (100 - 20 * matchesAtOneEnd)
        }
      },
  }),
)
