import { candlePattern } from './candle-pattern.ts'
import type { Candles } from './candles.ts'
import { defineFeature } from './definition.ts'

export const threeWhiteSoldiers = defineFeature(
  candlePattern({
    name: 'threeWhiteSoldiers',
    summary:
      '100 for three white bodies, each closing higher, opening within or near the one before, almost without upper shadow and not far shorter; else 0 (TA-Lib CDL3WHITESOLDIERS).',
    params: {},
    lookback: 12,
    measures: ['bodies', 'ranges'],
    pattern: () => (candles, signals, from, to) => {
      const { bodies, usualBodies } = candles
      let first = isSoldier(candles, from - 2)
      let second = isSoldier(candles, from - 1)
      let advance = advances(candles, from - 1)
      for (let i = from; i < to; i++) {
        const third = isSoldier(candles, i)
        const advanceNow = advances(candles, i)
        const isNotShort = +(bodies[i]! > usualBodies[i]!)
        signals[i] = 100 * (first & second & third & advance & advanceNow & isNotShort)
        first = second
        second = third
        advance = advanceNow
      }
    },
  }),
)

/** 1 for a white bar almost without an upper shadow. */
function isSoldier({ highs, whites, tops, tinies }: Candles, i: number): number {
  return whites[i]! & +(highs[i]! - tops[i]! < tinies[i]!)
}

/** 1 where bar i carries on from the white bar before it. */
function advances({ opens, closes, bodies, nears }: Candles, i: number): number {
  const isHigher = +(closes[i]! > closes[i - 1]!) & +(opens[i]! > opens[i - 1]!)
  const opensNear = +(opens[i]! <= closes[i - 1]! + nears[i - 1]!)
  const isNotFarShorter = +(bodies[i]! > bodies[i - 1]! - 3 * nears[i - 1]!)
  return isHigher & opensNear & isNotFarShorter
}
