import { expect, test } from 'vitest'
import { payoffRatio } from '../../src/stats/payoff-ratio.ts'
import { expectClose } from '../support/close.ts'
import { tallyOf } from '../support/fills.ts'

test('average win ÷ average loss', () => expectClose(payoffRatio(tallyOf(30, -10, 10, 0, -20)), 4 / 3))

test('needs both', () => {
  expect(payoffRatio(tallyOf(5))).toBeNull()
  expect(payoffRatio(tallyOf(-5))).toBeNull()
})
