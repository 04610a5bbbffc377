import { definePattern } from './candle-pattern.ts'

export const hammer = definePattern({
  name: 'hammer',
  summary:
    '100 for a short body near the low of the bar before, a lower shadow longer than the body and hardly any upper one; else 0 (TA-Lib CDLHAMMER).',
  params: {},
  lookback: 11,
  sums: ['bodySums', 'rangeSums', 'recentRangeSums'],
  pattern: () => (candles, i) =>
    candles.body(i) < candles.usualBody(i) &&
    candles.lowerShadow(i) > candles.body(i) &&
    candles.upperShadow(i) < candles.tiny(i) &&
    candles.bodyBottom(i) <= candles.lows[i - 1]! + candles.near(i - 1)
      ? 100
      : 0,
})
