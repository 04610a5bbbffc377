import { expect, test } from 'vitest'
import { costMetrics } from '../../src/research/cost-metrics.ts'
import { computeMetrics } from '../../src/research/metrics.ts'
import { emptyCosts } from '../../src/stats/cost-tally.ts'
import { expectClose } from '../support/close.ts'
import { sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

test('by instrument and in all; an instrument that was not traded is left out', () => {
  const tallies = [
    {
      ...emptyCosts(),
      priceProfit: 97,
      slippage: 3,
      entryFees: 4,
      exitFees: 5,
      takerFees: 9,
      fundingPaid: 8,
    },
    emptyCosts(),
    { ...emptyCosts(), priceProfit: -20, liquidationFees: 2, fundingReceived: 1 },
  ]
  const { costs, costsByInstrument } = costMetrics(tallies, ['ADA', 'BTC', 'ETH'])
  expect(
    costsByInstrument.map(({ key, gross, fees, total, shareOfGross }) => [
      key,
      gross,
      fees,
      total,
      shareOfGross,
    ]),
  ).toEqual([
    ['ADA', 100, 9, 20, 0.2],
    ['ETH', -20, 2, 1, null],
  ])
  expect(costs).toMatchObject({ gross: 80, slippage: 3, fees: 11, total: 21, shareOfGross: 21 / 80 })
})

test('gross less all costs is what the equity gained', () => {
  const result = sampleResult(sampleMarket({ instruments: 3, bars: 900 }))
  const { costs, fees, funding, slippage } = computeMetrics(result)
  expectClose(costs.gross - costs.total, result.equity.at(-1)! - result.initialEquity, 1e-8)
  expectClose(costs.fees, fees, 1e-9)
  expectClose(costs.fundingPaid - costs.fundingReceived, funding, 1e-9)
  expectClose(costs.slippage, slippage, 1e-9)
  expectClose(costs.makerFees + costs.takerFees + costs.liquidationFees, fees, 1e-9)
})
