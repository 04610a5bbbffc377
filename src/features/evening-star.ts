import { candlePattern, GAP_PARAM } from './candle-pattern.ts'
import { defineFeature } from './definition.ts'

export const eveningStar = defineFeature(
  candlePattern({
    name: 'eveningStar',
    summary:
      '−100 for a long white body, a short one that gaps up (unless gap=0), and a black one that closes well within the first; else 0 (TA-Lib CDLEVENINGSTAR).',
    params: {
      penetration: { default: 0.3, min: 0, max: 1, isInteger: false, unit: 'of the first body' },
      gap: GAP_PARAM,
    },
    lookback: 12,
    measures: ['bodies'],
    pattern:
      ({ penetration, gap }) =>
      ({ closes, whites, bodies, tops, bottoms, usualBodies }, signals, from, to) => {
        for (let i = from; i < to; i++) {
          const colours = +(whites[i - 2]! > whites[i]!)
          const gaps = +(bottoms[i - 1]! > tops[i - 2]!) | +(gap === 0)
          const isLong = +(bodies[i - 2]! > usualBodies[i - 2]!)
          const isShort = +(bodies[i - 1]! <= usualBodies[i - 1]!)
          const isNotShort = +(bodies[i]! > usualBodies[i]!)
          const goesBack = +(closes[i]! < closes[i - 2]! - bodies[i - 2]! * penetration)
          signals[i] = -100 * (colours & gaps & isLong & isShort & isNotShort & goesBack)
        }
      },
  }),
)
