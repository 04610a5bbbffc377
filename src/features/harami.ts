import { definePattern } from './candle-pattern.ts'

export const harami = definePattern({
  name: 'harami',
  summary:
    'A short body within the long one before: 100 after a black one, −100 after a white one, ±80 where they match at one end; else 0 (TA-Lib CDLHARAMI).',
  params: {},
  lookback: 11,
  sums: ['bodySums'],
  pattern: () => (candles, i) => {
    const isLongThenShort =
      candles.body(i - 1) > candles.usualBody(i - 1) && candles.body(i) <= candles.usualBody(i)
    if (!isLongThenShort) return 0
    const roomAbove = candles.bodyTop(i - 1) - candles.bodyTop(i)
    const roomBelow = candles.bodyBottom(i) - candles.bodyBottom(i - 1)
    if (roomAbove < 0 || roomBelow < 0) return 0
    return (candles.isWhite(i - 1) ? -1 : 1) * (roomAbove > 0 && roomBelow > 0 ? 100 : 80)
  },
})
