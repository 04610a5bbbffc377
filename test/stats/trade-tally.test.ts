import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averageLoss, averageTrade, averageTradeReturn, averageWin } from '../../src/stats/average-trade.ts'
import { expectancy } from '../../src/stats/expectancy.ts'
import { averageHoldingHours } from '../../src/stats/holding-time.ts'
import { payoffRatio } from '../../src/stats/payoff-ratio.ts'
import { profitFactor } from '../../src/stats/profit-factor.ts'
import { addTally, addTrade, emptyTally } from '../../src/stats/trade-tally.ts'
import { winRate } from '../../src/stats/win-rate.ts'
import { expectClose } from '../support/close.ts'
import { tradeOf } from '../support/fills.ts'

function tallyOf(...profits: number[]) {
  const tally = emptyTally()
  for (const profit of profits) addTrade(tally, tradeOf({ profit }))
  return tally
}

describe('of +30, −10, +10, 0, −20', () => {
  const tally = tallyOf(30, -10, 10, 0, -20)

  test('break-even is neither won nor lost', () => {
    expect(tally).toMatchObject({
      count: 5,
      wins: 2,
      losses: 2,
      gained: 40,
      lost: 30,
      largestWin: 30,
      largestLoss: 20,
    })
    expect(winRate(tally)).toBe(0.4)
  })

  test('averages', () => {
    expect(averageTrade(tally)).toBe(2)
    expect(averageWin(tally)).toBe(20)
    expect(averageLoss(tally)).toBe(15)
    expectClose(averageTradeReturn(tally), 0.02) // one unit at 100
    expectClose(expectancy(tally), 0.4 * 20 - 0.4 * 15)
  })

  test('ratios', () => {
    expectClose(profitFactor(tally), 4 / 3)
    expectClose(payoffRatio(tally), 4 / 3)
    expect(averageHoldingHours(tally)).toBe(1)
  })
})

test('what is not defined is null', () => {
  const none = tallyOf()
  for (const figure of [
    winRate,
    averageTrade,
    averageTradeReturn,
    averageWin,
    averageLoss,
    expectancy,
    profitFactor,
    payoffRatio,
    averageHoldingHours,
  ]) {
    expect(figure(none)).toBeNull()
  }
  const onlyWins = tallyOf(5, 7)
  expect(profitFactor(onlyWins)).toBeNull()
  expect(payoffRatio(onlyWins)).toBeNull()
  expect(averageLoss(onlyWins)).toBeNull()
  expect(averageWin(tallyOf(-5))).toBeNull()
  expect(profitFactor(tallyOf(-5))).toBe(0)
})

test('fees and funding are summed', () => {
  const tally = emptyTally()
  addTrade(tally, tradeOf({ grossProfit: 10, fees: 1, funding: -0.5, profit: 9.5 }))
  addTrade(tally, tradeOf({ grossProfit: -4, fees: 2, funding: 0.25, profit: -6.25 }))
  expect(tally).toMatchObject({ gross: 6, fees: 3, funding: -0.25, gained: 9.5, lost: 6.25 })
})

test('expectancy is the average trade; joined tallies are the tally of all', () => {
  const profits = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(profits, profits, (some, others) => {
      const all = tallyOf(...some, ...others)
      expectClose(expectancy(all), averageTrade(all)!, 1e-9)
      const joined = tallyOf(...some)
      addTally(joined, tallyOf(...others))
      for (const key of Object.keys(all) as (keyof typeof all)[]) expectClose(joined[key], all[key], 1e-9)
    }),
  )
})
