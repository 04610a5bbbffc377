import { expect, test } from 'vitest'
import { valueAtRisk } from '../../src/stats/value-at-risk.ts'

// −10 % … +10 % in 21 days: the 5 % quantile is the second lowest.
const returns = Float64Array.from({ length: 21 }, (_, i) => (i - 10) / 100)

test('is the loss at the quantile', () => expect(valueAtRisk(returns)).toBeCloseTo(0.09, 14))

test('is negative where even the bad days gained', () => {
  expect(valueAtRisk(Float64Array.of(0.01, 0.01))).toBeCloseTo(-0.01, 15)
})

test('does not exist without days', () => expect(valueAtRisk(Float64Array.of())).toBeNull())
