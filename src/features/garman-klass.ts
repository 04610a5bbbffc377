import { defineFeature } from './definition.ts'
import { RootMeanKernel, type RowVariances } from './rolling/root-mean.ts'

const BODY_WEIGHT = 2 * Math.LN2 - 1

const rowVariances: RowVariances = ([opens, highs, lows, closes], out, from, to) => {
  for (let i = from; i < to; i++) {
    const range = Math.log(highs![i]! / lows![i]!)
    const body = Math.log(closes![i]! / opens![i]!)
    out[i] = range * range * 0.5 - BODY_WEIGHT * body * body
  }
}

export const garmanKlass = defineFeature({
  name: 'garmanKlass',
  group: 'volatility',
  summary:
    'Garman–Klass (1980) volatility per bar, not annualised: √(mean of ½ ln(high/low)² − (2 ln 2 − 1) ln(close/open)²) over the period.',
  clock: 'bar',
  inputs: ['open', 'high', 'low', 'close', 'barIndex'],
  sources: 0,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new RootMeanKernel(period, rowVariances),
})
