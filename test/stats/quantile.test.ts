import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantile } from '../../src/stats/quantile.ts'

test('interpolates between neighbours', () => {
  const values = Float64Array.of(1, 2, 4, 8)
  expect(quantile(values, 0)).toBe(1)
  expect(quantile(values, 0.5)).toBe(3)
  expect(quantile(values, 0.25)).toBe(1.75)
  expect(quantile(values, 1)).toBe(8)
})

test('of one value is that value, of nothing nothing', () => {
  expect(quantile(Float64Array.of(7), 0.05)).toBe(7)
  expect(quantile(Float64Array.of(), 0.05)).toBeNull()
})

test('rises with p and stays within the values', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      fc.float64Array({ min: -9, max: 9, minLength: 1, noNaN: true }),
      chance,
      chance,
      (values, p, q) => {
        const sorted = values.toSorted()
        const low = quantile(sorted, Math.min(p, q))!
        const high = quantile(sorted, Math.max(p, q))!
        expect(low).toBeLessThanOrEqual(high + 1e-12)
        expect(low).toBeGreaterThanOrEqual(sorted[0]! - 1e-12)
        expect(high).toBeLessThanOrEqual(sorted.at(-1)! + 1e-12)
      },
    ),
  )
})
