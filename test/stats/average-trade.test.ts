import { expect, test } from 'vitest'
import { averageLoss, averageTrade, averageTradeReturn, averageWin } from '../../src/stats/average-trade.ts'
import { expectClose } from '../support/close.ts'
import { tallyOf } from '../support/fills.ts'

test('of +30, −10, +10, 0, −20', () => {
  const tally = tallyOf(30, -10, 10, 0, -20)
  expect(averageTrade(tally)).toBe(2)
  expect(averageWin(tally)).toBe(20)
  expect(averageLoss(tally)).toBe(15)
  expectClose(averageTradeReturn(tally), 0.02) // one unit at 100
})

test('do not exist without such trades', () => {
  expect(averageTrade(tallyOf())).toBeNull()
  expect(averageTradeReturn(tallyOf())).toBeNull()
  expect(averageWin(tallyOf(-5, 0))).toBeNull()
  expect(averageLoss(tallyOf(5, 0))).toBeNull()
})
