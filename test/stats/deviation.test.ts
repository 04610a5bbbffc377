import { describe, expect, test } from 'vitest'
import { downsideDeviation, sampleDeviation } from '../../src/stats/deviation.ts'

describe('sample deviation', () => {
  test('of 2 4 4 4 5 5 7 9 is √(32 / 7)', () => {
    expect(sampleDeviation(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9))).toBeCloseTo(Math.sqrt(32 / 7), 14)
  })

  test('does not exist below two values', () => {
    expect(sampleDeviation(Float64Array.of())).toBeNull()
    expect(sampleDeviation(Float64Array.of(0.1))).toBeNull()
  })

  test('rounding of equal returns is no deviation', () => {
    const equity = Array.from({ length: 50 }, (_, day) => 1.013 ** day)
    const returns = Float64Array.from(equity.slice(1), (value, day) => value / equity[day]! - 1)
    expect(Math.max(...returns)).toBeGreaterThan(Math.min(...returns)) // they are not equal bit for bit
    expect(sampleDeviation(returns)).toBe(0)
  })
})

describe('downside deviation', () => {
  test('divides by all days, not only the losing ones', () => {
    expect(downsideDeviation(Float64Array.of(0.5, -0.3, 0.1, -0.4))).toBeCloseTo(Math.sqrt(0.25 / 4), 15)
  })

  test('is 0 without a loss and does not exist of nothing', () => {
    expect(downsideDeviation(Float64Array.of(0.1, 0))).toBe(0)
    expect(downsideDeviation(Float64Array.of())).toBeNull()
  })
})
