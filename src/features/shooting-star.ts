import { definePattern, GAP_PARAM } from './candle-pattern.ts'

export const shootingStar = definePattern({
  name: 'shootingStar',
  summary:
    '−100 for a short body that gaps up (unless gap=0), an upper shadow longer than the body and hardly any lower one; else 0 (TA-Lib CDLSHOOTINGSTAR).',
  params: { gap: GAP_PARAM },
  lookback: 11,
  sums: ['bodySums', 'rangeSums'],
  pattern:
    ({ gap }) =>
    (candles, i) =>
      (gap === 0 || candles.bodyBottom(i) > candles.bodyTop(i - 1)) &&
      candles.body(i) < candles.usualBody(i) &&
      candles.upperShadow(i) > candles.body(i) &&
      candles.lowerShadow(i) < candles.tiny(i)
        ? -100
        : 0,
})
