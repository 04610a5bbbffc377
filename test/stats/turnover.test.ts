import { expect, test } from 'vitest'
import { YEAR_MS } from '../../src/stats/annual.ts'
import { turnover } from '../../src/stats/turnover.ts'

test('traded notional by year and equity', () => {
  expect(turnover(50_000, YEAR_MS / 2, 10_000)).toBe(10)
})

test('is not defined without time or equity', () => {
  expect(turnover(1, 0, 1)).toBeNull()
  expect(turnover(1, YEAR_MS, 0)).toBeNull()
})
