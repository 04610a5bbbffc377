import { expect, test } from 'vitest'
import { dailyReturns } from '../../src/stats/daily-returns.ts'

test('the first return starts from the initial equity', () => {
  expect(Array.from(dailyReturns(Float64Array.of(110, 99, 99), 100))).toEqual([
    110 / 100 - 1,
    99 / 110 - 1,
    0,
  ])
})

test('from nothing there is no return', () => {
  expect(Array.from(dailyReturns(Float64Array.of(50, 0, 10, -5, -5), 100))).toEqual([-0.5, -1, 0, -1.5, 0])
})
