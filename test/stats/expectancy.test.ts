import fc from 'fast-check'
import { expect, test } from 'vitest'
import { averageTrade } from '../../src/stats/average-trade.ts'
import { expectancy } from '../../src/stats/expectancy.ts'
import { expectClose } from '../support/close.ts'
import { tallyOf } from '../support/fills.ts'

test('p(win) · average win − p(loss) · average loss', () => {
  expectClose(expectancy(tallyOf(30, -10, 10, 0, -20)), 0.4 * 20 - 0.4 * 15)
  expect(expectancy(tallyOf(5, 7))).toBe(6)
  expect(expectancy(tallyOf())).toBeNull()
})

test('is the average trade', () => {
  const profits = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(profits, (each) => {
      const tally = tallyOf(...each)
      expectClose(expectancy(tally), averageTrade(tally)!, 1e-9)
    }),
  )
})
