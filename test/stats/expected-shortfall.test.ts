import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedShortfall } from '../../src/stats/expected-shortfall.ts'
import { valueAtRisk } from '../../src/stats/value-at-risk.ts'

test('is the mean of the days at or beyond the quantile', () => {
  const returns = Float64Array.from({ length: 21 }, (_, i) => (i - 10) / 100)
  expect(expectedShortfall(returns)).toBeCloseTo((0.1 + 0.09) / 2, 14)
})

test('takes at least the worst day', () => expect(expectedShortfall(Float64Array.of(-0.2, 0.1))).toBe(0.2))

test('does not exist without days', () => expect(expectedShortfall(Float64Array.of())).toBeNull())

test('is never smaller than the value at risk', () => {
  fc.assert(
    fc.property(fc.float64Array({ min: -1, max: 1, minLength: 1, noNaN: true }), (values) => {
      const sorted = values.toSorted()
      expect(expectedShortfall(sorted)!).toBeGreaterThanOrEqual(valueAtRisk(sorted)! - 1e-12)
    }),
  )
})
