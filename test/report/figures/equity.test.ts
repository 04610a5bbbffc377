import { expect, test } from 'vitest'
import { reportContext } from '../../../src/report/context.ts'
import { equityFigure } from '../../../src/report/figures/equity.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { sampleMarket } from '../../support/sample-market.ts'
import { sampleResult } from '../../support/sample-result.ts'

test('a thinned curve still shows its start, its end and the full depth of its drawdown', () => {
  const data = sampleMarket({ instruments: 2, bars: 9_000 })
  const result = sampleResult(data)
  const metrics = computeMetrics(result)
  const [equity, drawdown] = equityFigure(reportContext(result, metrics, data, {})).traces as {
    x: number[]
    y: number[]
  }[]
  expect(equity!.x.length).toBeLessThan(2_500)
  expect(equity!.x[0]).toBe(metrics.startTime)
  expect(equity!.y[0]).toBe(result.initialEquity)
  expect(equity!.x.at(-1)).toBe(metrics.endTime)
  expect(Math.min(...drawdown!.y)).toBeCloseTo(-metrics.maxDrawdown, 5)
  expect(drawdown!.x[drawdown!.y.indexOf(Math.min(...drawdown!.y))]).toBe(metrics.maxDrawdownTroughTime)
})
