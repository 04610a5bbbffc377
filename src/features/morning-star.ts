import { definePattern, GAP_PARAM } from './candle-pattern.ts'

export const morningStar = definePattern({
  name: 'morningStar',
  summary:
    '100 for a long black body, a short one that gaps down (unless gap=0), and a white one that closes well within the first; else 0 (TA-Lib CDLMORNINGSTAR).',
  params: {
    penetration: { default: 0.3, min: 0, max: 1, isInteger: false, unit: 'of the first body' },
    gap: GAP_PARAM,
  },
  lookback: 12,
  sums: ['bodySums'],
  pattern:
    ({ penetration, gap }) =>
    (candles, i) =>
      !candles.isWhite(i - 2) &&
      candles.isWhite(i) &&
      (gap === 0 || candles.bodyTop(i - 1) < candles.bodyBottom(i - 2)) &&
      candles.closes[i]! > candles.closes[i - 2]! + candles.body(i - 2) * penetration &&
      candles.body(i - 2) > candles.usualBody(i - 2) &&
      candles.body(i - 1) <= candles.usualBody(i - 1) &&
      candles.body(i) > candles.usualBody(i)
        ? 100
        : 0,
})
