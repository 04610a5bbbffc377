import { definePattern } from './candle-pattern.ts'
import type { Candles } from './candles.ts'

export const engulfing = definePattern({
  name: 'engulfing',
  summary:
    'A body that engulfs the one before, of the other colour: 100 bullish, −100 bearish, ±80 where the bodies match at one end; else 0 (TA-Lib CDLENGULFING).',
  params: {},
  lookback: 2,
  sums: [],
  pattern: () => (candles, i) => {
    const isWhite = candles.isWhite(i)
    if (isWhite === candles.isWhite(i - 1) || !engulfs(candles, i)) return 0
    return (isWhite ? 1 : -1) * (matchesAtOneEnd(candles, i) ? 80 : 100)
  },
})

/** The body of bar i reaches at least as far as that before on both sides, and further on one. */
function engulfs(candles: Candles, i: number): boolean {
  const above = candles.bodyTop(i) - candles.bodyTop(i - 1)
  const below = candles.bodyBottom(i - 1) - candles.bodyBottom(i)
  return above >= 0 && below >= 0 && (above > 0 || below > 0)
}

function matchesAtOneEnd({ opens, closes }: Candles, i: number): boolean {
  return opens[i] === closes[i - 1] || closes[i] === opens[i - 1]
}
