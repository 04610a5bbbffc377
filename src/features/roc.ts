import { ComparisonKernel } from './comparison.ts'
import { defineFeature } from './definition.ts'

/** (now / before − 1) · 100; 0 where there was nothing before, as in TA-Lib. */
export function percentChange(now: number, before: number): number {
  return before === 0 ? 0 * now : (now / before - 1) * 100
}

export const roc = defineFeature({
  name: 'roc',
  group: 'momentum',
  summary: 'Rate of change over period bars in percent: 100 · (x / x[period bars ago] − 1) (TA-Lib ROC).',
  clock: 'bar',
  inputs: ['close'],
  sources: 1,
  params: { period: { default: 10, min: 1, max: 10_000, unit: 'bars' } },
  outputs: ['value'],
  memory: 'window',
  lookback: ({ period }) => period,
  kernel: ({ period }) => new ComparisonKernel(period, percentChange),
})
