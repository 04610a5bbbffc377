import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RollingVariance } from '../../../src/features/rolling/rolling-variance.ts'

const steps = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 40, maxLength: 120 })

describe('RollingVariance', () => {
  it('is the population variance: of 1, 2, 3, 4 it is 1.25', () => {
    const window = new RollingVariance(4)
    const variances = [1, 2, 3, 4].map((value, i) => window.push(value, i))
    expect(variances).toEqual([Number.NaN, Number.NaN, Number.NaN, 1.25])
    expect(window.mean).toBe(2.5)
  })

  it('does not cancel where the values are large beside their spread', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 2, max: 20 }), (spread, window) => {
        const rolling = new RollingVariance(window)
        const small = spread.map((step) => Math.round(step * 1024) / 1024)
        small.forEach((step, i) => {
          const actual = rolling.push(2 ** 30 + step, i) // adding 2³⁰ is exact here
          if (i < window - 1) return
          const rows = small.slice(i - window + 1, i + 1)
          const mean = rows.reduce((a, b) => a + b, 0) / window
          const expected = rows.reduce((a, b) => a + (b - mean) ** 2, 0) / window
          expect(actual).toBeCloseTo(expected, 12)
        })
      }),
    )
  })

  it('is exactly 0 as soon as all rows are equal', () => {
    const window = new RollingVariance(5)
    for (let i = 0; i < 23; i++) window.push(100 * Math.sqrt(i), i)
    const variances = Array.from({ length: 9 }, (_, k) => window.push(0.1, 23 + k))
    expect(variances.map((variance) => variance === 0)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((k) => k >= 4),
    )
    expect(window.mean).toBe(0.1)
  })

  it('is unknown while a hole is in the window, and only then', () => {
    const window = new RollingVariance(3)
    const known = Array.from(
      { length: 12 },
      (_, i) => !Number.isNaN(window.push(i === 5 ? Number.NaN : i, i)),
    )
    expect(known).toEqual(Array.from({ length: 12 }, (_, i) => i >= 2 && (i < 5 || i > 7)))
  })
})
