import { expect, test } from 'vitest'
import { metricsText } from '../../../src/adapters/artifacts/metrics-text.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { sampleMarket } from '../../support/sample-market.ts'
import { sampleResult } from '../../support/sample-result.ts'

const metrics = computeMetrics(sampleResult(sampleMarket({ instruments: 1, bars: 100 })))

test('says first whether the data is synthetic, and ends with a line feed', () => {
  expect(metricsText(metrics)).toMatch(/^\{\n {2}"isSynthetic": true,\n/)
  expect(metricsText(metrics)).toMatch(/\n\}\n$/)
})

test('a NaN is a fault', () => {
  expect(() => metricsText({ ...metrics, sharpe: Number.NaN })).toThrow('metric sharpe')
})
