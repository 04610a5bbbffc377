import { candlePattern } from './candle-pattern.ts'
import { defineFeature } from './definition.ts'

export const engulfing = defineFeature(
  candlePattern({
    name: 'engulfing',
    summary:
      'A body that engulfs the one before, of the other colour: 100 bullish, −100 bearish, ±80 where the bodies match at one end; else 0 (TA-Lib CDLENGULFING).',
    params: {},
    lookback: 2,
    measures: [],
    pattern:
      () =>
      ({ opens, closes, whites }, signals, from, to) => {
        for (let i = from; i < to; i++) {
          const side = 2 * whites[i]! - 1
          // how far the body reaches beyond that of the bar before, at its close and at its open
          const beyondOpen = side * (closes[i]! - opens[i - 1]!)
          const beyondClose = side * (closes[i - 1]! - opens[i]!)
          const isOfOtherColour = +(whites[i] !== whites[i - 1])
          const engulfs = +(beyondOpen >= 0) & +(beyondClose >= 0) & +(beyondOpen + beyondClose > 0)
          const matchesAtOneEnd = +(beyondOpen === 0) | +(beyondClose === 0)
          signals[i] = side * (isOfOtherColour & engulfs) * (100 - 20 * matchesAtOneEnd)
        }
      },
  }),
)
