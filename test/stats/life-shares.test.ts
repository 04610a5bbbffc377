import { expect, test } from 'vitest'
import { partialShare, trailingShare } from '../../src/stats/life-shares.ts'
import { addTrade, emptyTally } from '../../src/stats/trade-tally.ts'
import { tradeOf } from '../support/fills.ts'

test('shares of trades that came so far', () => {
  const tally = emptyTally()
  addTrade(tally, tradeOf({ partialTime: 10, trailingTime: 20 }))
  addTrade(tally, tradeOf({ partialTime: 0 }))
  addTrade(tally, tradeOf())
  addTrade(tally, tradeOf())
  expect(partialShare(tally)).toBe(0.5)
  expect(trailingShare(tally)).toBe(0.25)
})

test('do not exist without trades', () => {
  expect(partialShare(emptyTally())).toBeNull()
  expect(trailingShare(emptyTally())).toBeNull()
})
