import { expect, test } from 'vitest'
import { YEAR_MS } from '../../src/stats/annual.ts'
import { cagr } from '../../src/stats/cagr.ts'

test('doubling in two years is √2 − 1 a year', () => {
  expect(cagr(100, 200, 2 * YEAR_MS)).toBeCloseTo(Math.SQRT2 - 1, 14)
})

test('half a year is extrapolated', () => expect(cagr(100, 110, YEAR_MS / 2)).toBeCloseTo(0.21, 14))

test('nothing left is −100 %', () => {
  expect(cagr(100, 0, YEAR_MS)).toBe(-1)
  expect(cagr(100, -20, YEAR_MS)).toBe(-1)
})

test('is not defined without time, nor where the power overflows', () => {
  expect(cagr(100, 110, 0)).toBeNull()
  expect(cagr(100, 300, 3_600_000)).toBeNull()
})
