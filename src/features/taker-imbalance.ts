import { defineFeature } from './definition.ts'
import { type PartsAndWholes, ShareKernel } from './rolling/share.ts'

const imbalance: PartsAndWholes = ([volumes, takerBuys], parts, wholes, from, to) => {
  for (let i = from; i < to; i++) {
    parts[i] = 2 * takerBuys![i]! - volumes![i]!
    wholes[i] = volumes![i]!
  }
}

export const takerImbalance = defineFeature({
  name: 'takerImbalance',
  group: 'volume',
  summary:
    'Taker buys minus taker sells as a share of the volume, −1 … 1, over the last period bars; 0 without volume.',
  clock: 'bar',
  inputs: ['volume', 'takerBuyVolume', 'barIndex'],
  sources: 0,
  params: { period: { default: 1, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ShareKernel(period, 0, imbalance),
})
