import { expect, test } from 'vitest'
import { profitFactor } from '../../src/stats/profit-factor.ts'
import { expectClose } from '../support/close.ts'
import { tallyOf } from '../support/fills.ts'

test('of +30 +10 against −10 −20 is 4/3', () => {
  expectClose(profitFactor(tallyOf(30, -10, 10, 0, -20)), 4 / 3)
  expect(profitFactor(tallyOf(-5))).toBe(0)
})

test('is not defined without losing trades', () => {
  expect(profitFactor(tallyOf(5, 7))).toBeNull()
  expect(profitFactor(tallyOf())).toBeNull()
})
