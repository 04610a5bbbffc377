import { candlePattern } from './candle-pattern.ts'
import type { Candles } from './candles.ts'
import { defineFeature } from './definition.ts'

export const threeBlackCrows = defineFeature(
  candlePattern({
    name: 'threeBlackCrows',
    summary:
      '−100 for three black bodies after a white one, each closing lower, opening within the one before and almost without lower shadow; else 0 (TA-Lib CDL3BLACKCROWS).',
    params: {},
    lookback: 13,
    measures: ['ranges'],
    pattern: () => (candles, signals, from, to) => {
      const { highs, closes, whites } = candles
      let first = isCrow(candles, from - 2)
      let second = isCrow(candles, from - 1)
      let decline = declines(candles, from - 1)
      for (let i = from; i < to; i++) {
        const third = isCrow(candles, i)
        const declineNow = declines(candles, i)
        const isAfterWhite = whites[i - 3]! & +(highs[i - 3]! > closes[i - 2]!)
        signals[i] = -100 * (first & second & third & decline & declineNow & isAfterWhite)
        first = second
        second = third
        decline = declineNow
      }
    },
  }),
)

/** 1 for a black bar almost without a lower shadow. */
function isCrow({ lows, whites, bottoms, tinies }: Candles, i: number): number {
  return (1 - whites[i]!) & +(bottoms[i]! - lows[i]! < tinies[i]!)
}

/** 1 where bar i opens within the black body before it and closes lower. */
function declines({ opens, closes }: Candles, i: number): number {
  const opensWithin = +(opens[i]! < opens[i - 1]!) & +(opens[i]! > closes[i - 1]!)
  return opensWithin & +(closes[i]! < closes[i - 1]!)
}
