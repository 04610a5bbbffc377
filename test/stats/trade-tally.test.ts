import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addTally, addTrade, emptyTally } from '../../src/stats/trade-tally.ts'
import { expectClose } from '../support/close.ts'
import { tallyOf, tradeOf } from '../support/fills.ts'

test('break-even is neither won nor lost', () => {
  const sums = { count: 5, wins: 2, losses: 2, gained: 40, lost: 30, largestWin: 30, largestLoss: 20 }
  expect(tallyOf(30, -10, 10, 0, -20)).toMatchObject(sums)
})

test('fees and funding are summed', () => {
  const tally = emptyTally()
  addTrade(tally, tradeOf({ grossProfit: 10, fees: 1, funding: -0.5, profit: 9.5 }))
  addTrade(tally, tradeOf({ grossProfit: -4, fees: 2, funding: 0.25, profit: -6.25 }))
  expect(tally).toMatchObject({ gross: 6, fees: 3, funding: -0.25, gained: 9.5, lost: 6.25 })
})

test('joined tallies are the tally of all', () => {
  const profits = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 50 })
  fc.assert(
    fc.property(profits, profits, (some, others) => {
      const all = tallyOf(...some, ...others)
      const joined = tallyOf(...some)
      addTally(joined, tallyOf(...others))
      for (const key of Object.keys(all) as (keyof typeof all)[]) expectClose(joined[key], all[key], 1e-9)
    }),
  )
})
