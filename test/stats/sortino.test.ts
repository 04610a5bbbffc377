import { expect, test } from 'vitest'
import { sortino } from '../../src/stats/sortino.ts'
import { expectClose } from '../support/close.ts'

test('of +4 %, −2 %: mean 1 %, downside √2 %', () => {
  expectClose(sortino(Float64Array.of(0.04, -0.02)), (0.01 / (0.02 / Math.SQRT2)) * Math.sqrt(365))
})

test('is not defined without a losing day', () => {
  expect(sortino(Float64Array.of(0.01, 0, 0.02))).toBeNull()
  expect(sortino(Float64Array.of())).toBeNull()
})
