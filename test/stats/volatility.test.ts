import { expect, test } from 'vitest'
import { volatility } from '../../src/stats/volatility.ts'
import { expectClose } from '../support/close.ts'

test('of 1 %, 3 %: √2 % a day', () =>
  expectClose(volatility(Float64Array.of(0.01, 0.03)), 0.01 * Math.sqrt(2 * 365)))

test('is 0 where nothing moves and does not exist below two days', () => {
  expect(volatility(Float64Array.of(0, 0))).toBe(0)
  expect(volatility(Float64Array.of(0.1))).toBeNull()
})
