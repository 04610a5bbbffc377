import { candlePattern, GAP_PARAM } from './candle-pattern.ts'
import { defineFeature } from './definition.ts'

export const shootingStar = defineFeature(
  candlePattern({
    name: 'shootingStar',
    summary:
      '−100 for a short body that gaps up (unless gap=0), an upper shadow longer than the body and hardly any lower one; else 0 (TA-Lib CDLSHOOTINGSTAR).',
    params: { gap: GAP_PARAM },
    lookback: 11,
    measures: ['bodies', 'ranges'],
    pattern:
      ({ gap }) =>
      ({ highs, lows, bodies, tops, bottoms, usualBodies, tinies }, signals, from, to) => {
        for (let i = from; i < to; i++) {
          const gapsUp = +(bottoms[i]! > tops[i - 1]!) | +(gap === 0)
          const isShort = +(bodies[i]! < usualBodies[i]!)
          const reachesUp = +(highs[i]! - tops[i]! > bodies[i]!)
          const isFlatBelow = +(bottoms[i]! - lows[i]! < tinies[i]!)
          signals[i] = -100 * (gapsUp & isShort & reachesUp & isFlatBelow)
        }
      },
  }),
)
