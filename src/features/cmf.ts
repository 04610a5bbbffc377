import { defineFeature } from './definition.ts'
import { moneyFlowVolume } from './money-flow.ts'
import { type PartsAndWholes, ShareKernel } from './rolling/share.ts'

const flows: PartsAndWholes = ([highs, lows, closes, volumes], parts, wholes, from, to) => {
  for (let i = from; i < to; i++) {
    parts[i] = moneyFlowVolume(highs![i]!, lows![i]!, closes![i]!, volumes![i]!)
    wholes[i] = volumes![i]!
  }
}

export const cmf = defineFeature({
  name: 'cmf',
  group: 'volume',
  summary:
    'Chaikin money flow, −1 … 1: Σ volume · ((close − low) − (high − close)) / (high − low), divided by Σ volume; 0 without volume (TA-Lib CMF).',
  clock: 'bar',
  inputs: ['high', 'low', 'close', 'volume', 'barIndex'],
  sources: 0,
  params: { period: { default: 20, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period - 1,
  kernel: ({ period }) => new ShareKernel(period, 0, flows),
})
