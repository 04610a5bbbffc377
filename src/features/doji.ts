import { definePattern } from './candle-pattern.ts'

export const doji = definePattern({
  name: 'doji',
  summary:
    '100 where open and close are almost equal: body ≤ a tenth of the mean range of the 10 bars before; else 0 (TA-Lib CDLDOJI).',
  params: {},
  lookback: 10,
  sums: ['rangeSums'],
  pattern: () => (candles, i) => (candles.body(i) <= candles.tiny(i) ? 100 : 0),
})
