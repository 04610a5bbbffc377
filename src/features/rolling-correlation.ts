import { defineFeature } from './definition.ts'
import { ReturnPairKernel } from './return-pair.ts'
import type { RollingCovariance } from './rolling/rolling-covariance.ts'

/** covariance / √(variance · variance), clipped to −1 … 1; NaN where one of the two does not move. */
function correlationOf({ varianceX, varianceY, covariance }: RollingCovariance): number {
  const scale = Math.sqrt(varianceX) * Math.sqrt(varianceY)
  return scale > 0 ? Math.max(-1, Math.min(1, covariance / scale)) : Number.NaN
}

export const rollingCorrelation = defineFeature({
  name: 'rollingCorrelation',
  group: 'cross-section',
  summary: 'Pearson correlation of the bar returns with BTC’s over the last period returns.',
  clock: 'bar',
  inputs: ['close', 'benchmarkClose', 'barIndex'],
  sources: 0,
  params: { period: { default: 168, min: 2, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new ReturnPairKernel(period, correlationOf),
})
