import { defineFeature } from './definition.ts'
import { type PartsAndWholes, ShareKernel } from './rolling/share.ts'

const turnover: PartsAndWholes = ([highs, lows, closes, volumes], parts, wholes, from, to) => {
  for (let i = from; i < to; i++) {
    parts[i] = ((highs![i]! + lows![i]! + closes![i]!) / 3) * volumes![i]!
    wholes[i] = volumes![i]!
  }
}

export const rollingVwap = defineFeature({
  name: 'rollingVwap',
  group: 'volume',
  summary:
    'Volume-weighted mean of the typical price (high + low + close) / 3 over the last period bars; NaN without volume.',
  clock: 'bar',
  inputs: ['high', 'low', 'close', 'volume', 'barIndex'],
  sources: 0,
  params: { period: { default: 24, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ShareKernel(period, Number.NaN, turnover),
})
