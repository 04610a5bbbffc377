import { expect, test } from 'vitest'
import { reportContext } from '../../../src/report/context.ts'
import { monthlyReturnsTable } from '../../../src/report/tables/monthly-returns.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { sampleMarket } from '../../support/sample-market.ts'
import { sampleResult } from '../../support/sample-result.ts'

const HOUR = 3_600_000

test('a gain, a loss, months without data and the year', () => {
  const data = sampleMarket({ instruments: 1, bars: 3 })
  const result = {
    ...sampleResult(data),
    initialEquity: 100,
    times: Float64Array.of(Date.UTC(2024, 0, 9) + HOUR, Date.UTC(2024, 1, 1), Date.UTC(2024, 1, 20)),
    equity: Float64Array.of(100, 110, 99),
  }
  const { text } = monthlyReturnsTable(reportContext(result, computeMetrics(result), data, {}))
  const cells = [...text.matchAll(/<t[dh][^>]*>([^<]*)<\/t[dh]>/g)].map(([, cell]) => cell)
  expect(cells.slice(14)).toEqual(['2024', '+10.0', '−10.0', ...Array(10).fill('–'), '−1.0'])
  expect(text).toContain('var(--gain) 45%')
  expect(text).toContain('var(--loss) 45%')
})
