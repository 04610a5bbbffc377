import { defineFeature } from './definition.ts'
import { RootMeanKernel, type RowVariances } from './rolling/root-mean.ts'

const SCALE = 1 / (4 * Math.LN2)

const rangeVariances: RowVariances = ([highs, lows], out, from, to) => {
  for (let i = from; i < to; i++) {
    const range = Math.log(highs![i]! / lows![i]!)
    out[i] = SCALE * range * range
  }
}

export const parkinson = defineFeature({
  name: 'parkinson',
  group: 'volatility',
  summary:
    'Parkinson (1980) volatility per bar, not annualised: √(mean of ln(high/low)² / (4 ln 2)) over the period.',
  clock: 'bar',
  inputs: ['high', 'low', 'barIndex'],
  sources: 0,
  params: { period: { default: 20, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new RootMeanKernel(period, rangeVariances),
})
