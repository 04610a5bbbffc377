import { definePattern } from './candle-pattern.ts'
import type { Candles } from './candles.ts'

export const threeBlackCrows = definePattern({
  name: 'threeBlackCrows',
  summary:
    '−100 for three black bodies after a white one, each closing lower, opening within the one before and almost without lower shadow; else 0 (TA-Lib CDL3BLACKCROWS).',
  params: {},
  lookback: 13,
  sums: ['rangeSums'],
  pattern: () => (candles, i) =>
    candles.isWhite(i - 3) &&
    isCrow(candles, i - 2) &&
    isCrow(candles, i - 1) &&
    isCrow(candles, i) &&
    candles.highs[i - 3]! > candles.closes[i - 2]! &&
    declines(candles, i - 1) &&
    declines(candles, i)
      ? -100
      : 0,
})

function isCrow(candles: Candles, i: number): boolean {
  return !candles.isWhite(i) && candles.lowerShadow(i) < candles.tiny(i)
}

/** Bar i opens within the black body before it and closes lower. */
function declines({ opens, closes }: Candles, i: number): boolean {
  return opens[i]! < opens[i - 1]! && opens[i]! > closes[i - 1]! && closes[i]! < closes[i - 1]!
}
