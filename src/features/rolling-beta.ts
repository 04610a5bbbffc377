import { defineFeature } from './definition.ts'
import { ReturnPairKernel } from './return-pair.ts'
import type { RollingCovariance } from './rolling/rolling-covariance.ts'

/** covariance / variance of the benchmark; NaN where it does not move. */
function betaOf({ varianceX, covariance }: RollingCovariance): number {
  return varianceX > 0 ? covariance / varianceX : Number.NaN
}

export const rollingBeta = defineFeature({
  name: 'rollingBeta',
  group: 'cross-section',
  summary:
    'Beta to BTC: covariance of the bar returns with BTC’s ÷ variance of BTC’s, over the last period returns.',
  clock: 'bar',
  inputs: ['close', 'benchmarkClose', 'barIndex'],
  sources: 0,
  params: { period: { default: 168, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new ReturnPairKernel(period, betaOf),
})
