import { expect, test } from 'vitest'
import { reportContext } from '../../../src/report/context.ts'
import { costsFigure } from '../../../src/report/figures/costs.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { sampleMarket } from '../../support/sample-market.ts'
import { sampleResult } from '../../support/sample-result.ts'

test('gross less every cost is what the equity gained', () => {
  const data = sampleMarket({ instruments: 2, bars: 800 })
  const result = sampleResult(data)
  const [waterfall] = costsFigure(reportContext(result, computeMetrics(result), data, {})).traces as {
    x: string[]
    y: number[]
  }[]
  expect(waterfall!.x).toEqual([
    'Gross',
    'Slippage',
    'Entry fees',
    'Exit fees',
    'Funding paid',
    'Funding received',
    'Net',
  ])
  const net = result.equity.at(-1)! - result.initialEquity
  const steps = waterfall!.y.slice(0, -1).reduce((sum, amount) => sum + amount, 0)
  expect(steps).toBeCloseTo(net, 0)
  expect(waterfall!.y.at(-1)).toBeCloseTo(net, 2)
  expect(waterfall!.y[1]).toBeLessThan(0)
})
