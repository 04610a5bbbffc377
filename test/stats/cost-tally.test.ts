import { expect, test } from 'vitest'
import {
  addCosts,
  addFill,
  addOpen,
  addPayment,
  allCosts,
  costShare,
  emptyCosts,
  feesOf,
  grossOf,
} from '../../src/stats/cost-tally.ts'
import { expectClose } from '../support/close.ts'
import { fillOf } from '../support/fills.ts'

const STEP = 0.1

/** 3 units bought at 101 (100 before slippage), 2 sold at their target of 110 by a resting order, 1 liquidated. */
function longThatEndedBadly() {
  const costs = emptyCosts()
  addFill(costs, { ...fillOf(0, 30), price: 101, reference: 100, fee: 5 }, STEP)
  addFill(costs, { ...fillOf(1, -20, 'target'), price: 110, reference: 110, fee: 2, isMaker: true }, STEP)
  addFill(costs, { ...fillOf(2, -10, 'liquidation'), price: 80, reference: 80, fee: 1 }, STEP)
  return costs
}

test('fees by what the fill was for, and by liquidity', () => {
  expect(longThatEndedBadly()).toMatchObject({
    entryFees: 5,
    exitFees: 2,
    liquidationFees: 1,
    makerFees: 2,
    takerFees: 5,
  })
  expect(feesOf(longThatEndedBadly())).toBe(8)
})

test('price profit is what the fills took and gave; gross is before slippage', () => {
  const costs = longThatEndedBadly()
  expectClose(costs.priceProfit, -303 + 220 + 80)
  expectClose(costs.slippage, 3)
  expectClose(grossOf(costs), 0)
})

test('what is open is worth its mark', () => {
  const costs = emptyCosts()
  addFill(costs, fillOf(0, -30), STEP)
  addOpen(costs, {
    instrument: 0,
    side: -1,
    quantity: 3,
    entryPrice: 100,
    markPrice: 90,
    unrealised: 30,
    openTime: 0,
    leverage: 5,
    fees: 0,
    funding: 0,
  })
  expectClose(costs.priceProfit, 30)
})

test('funding paid and received stand apart, and make one cost with the rest', () => {
  const costs = emptyCosts()
  addFill(costs, { ...fillOf(0, 30), fee: 4 }, STEP)
  addFill(costs, { ...fillOf(1, -30, 'signal'), price: 110, reference: 111, fee: 4 }, STEP)
  for (const payment of [5, -2, 1]) addPayment(costs, { time: 0, instrument: 0, payment })
  expect(costs).toMatchObject({ fundingPaid: 6, fundingReceived: 2 })
  expectClose(allCosts(costs), 3 + 8 + 6 - 2)
  expectClose(costShare(costs), 15 / 33)
})

test('there is no share of a loss', () => {
  const costs = emptyCosts()
  addFill(costs, fillOf(0, 30), STEP)
  addFill(costs, { ...fillOf(1, -30, 'stop'), price: 90, reference: 90 }, STEP)
  expect(costShare(costs)).toBeNull()
})

test('sums of two tallies', () => {
  const both = longThatEndedBadly()
  addCosts(both, longThatEndedBadly())
  expect(both).toMatchObject({ entryFees: 10, exitFees: 4, liquidationFees: 2, slippage: 6 })
})
