import { definePattern } from './candle-pattern.ts'
import type { Candles } from './candles.ts'

export const threeWhiteSoldiers = definePattern({
  name: 'threeWhiteSoldiers',
  summary:
    '100 for three white bodies, each closing higher, opening within or near the one before, almost without upper shadow and not far shorter; else 0 (TA-Lib CDL3WHITESOLDIERS).',
  params: {},
  lookback: 12,
  sums: ['bodySums', 'rangeSums', 'recentRangeSums'],
  pattern: () => (candles, i) =>
    isSoldier(candles, i - 2) &&
    isSoldier(candles, i - 1) &&
    isSoldier(candles, i) &&
    advances(candles, i - 1) &&
    advances(candles, i) &&
    candles.body(i) > candles.usualBody(i)
      ? 100
      : 0,
})

function isSoldier(candles: Candles, i: number): boolean {
  return candles.isWhite(i) && candles.upperShadow(i) < candles.tiny(i)
}

/** Bar i carries on from the white bar before it. */
function advances(candles: Candles, i: number): boolean {
  const { opens, closes } = candles
  return (
    closes[i]! > closes[i - 1]! &&
    opens[i]! > opens[i - 1]! &&
    opens[i]! <= closes[i - 1]! + candles.near(i - 1) &&
    candles.body(i) > candles.body(i - 1) - candles.far(i - 1)
  )
}
