import { expect, test } from 'vitest'
import { averageR } from '../../src/stats/average-r.ts'
import { addTrade, emptyTally } from '../../src/stats/trade-tally.ts'
import { tradeOf } from '../support/fills.ts'

test('the mean over trades that had a stop, not the profit over all risk', () => {
  const tally = emptyTally()
  addTrade(tally, tradeOf({ profit: 30, initialRisk: 10 }))
  addTrade(tally, tradeOf({ profit: -100, initialRisk: 100 }))
  addTrade(tally, tradeOf({ profit: 500 }))
  expect(averageR(tally)).toBe(1) // (3 − 1) / 2
})

test('does not exist without a stop', () => expect(averageR(emptyTally())).toBeNull())
