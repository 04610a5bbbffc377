import { expect, test } from 'vitest'
import { averageHoldingHours } from '../../src/stats/holding-time.ts'
import { addTrade, emptyTally } from '../../src/stats/trade-tally.ts'
import { tradeOf } from '../support/fills.ts'

test('hours from opening to closing', () => {
  const tally = emptyTally()
  addTrade(tally, tradeOf({ openTime: 0, closeTime: 3_600_000 }))
  addTrade(tally, tradeOf({ openTime: 0, closeTime: 3 * 3_600_000 }))
  expect(averageHoldingHours(tally)).toBe(2)
})

test('does not exist without trades', () => expect(averageHoldingHours(emptyTally())).toBeNull())
