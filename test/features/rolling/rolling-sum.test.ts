import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RollingSum } from '../../../src/features/rolling/rolling-sum.ts'

const price = fc.double({ min: 0.01, max: 1e5, noNaN: true })
const rows = fc.array(price, { minLength: 30, maxLength: 120 })

describe('RollingSum', () => {
  it('is the sum of the last rows, and NaN before there are enough', () => {
    const sum = new RollingSum(3)
    expect([1, 2, 3, 4, 5].map((value, i) => sum.push(value, i))).toEqual([Number.NaN, Number.NaN, 6, 9, 12])
  })

  it('stays near the plain sum', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (values, window) => {
        const sum = new RollingSum(window)
        values.forEach((value, i) => {
          const actual = sum.push(value, i)
          const plain = values.slice(i - window + 1, i + 1).reduce((a, b) => a + b, 0)
          if (i >= window - 1) expect(actual).toBeCloseTo(plain, 6)
        })
      }),
    )
  })

  it('gives the same bits from a later start, two windows on', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 14 }), (values, window) => {
        const whole = new RollingSum(window)
        const late = new RollingSum(window)
        values.forEach((value, i) => {
          const expected = whole.push(value, 1000 + i)
          if (i < 2) return
          const actual = late.push(value, 1000 + i)
          if (i >= 2 + 2 * window) expect(actual).toBe(expected)
        })
      }),
    )
  })

  it('forgets a bad tick as soon as it has left, which a sum that only slides never does', () => {
    const clean = new RollingSum(10)
    const spiked = new RollingSum(10)
    let sliding = 0
    const values = Array.from({ length: 60 }, (_, i) => 100 + i / 7)
    const bad = values.with(25, 1e20)
    values.forEach((value, i) => {
      const expected = clean.push(value, i)
      const actual = spiked.push(bad[i]!, i)
      sliding += bad[i]! - (bad[i - 10] ?? 0)
      if (i >= 35) expect(actual).toBe(expected)
    })
    expect(Math.abs(sliding - clean.push(0, 60))).toBeGreaterThan(100)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is unknown while %s is in the window, and only then',
    (bad) => {
      const sum = new RollingSum(4)
      const known = Array.from({ length: 20 }, (_, i) => !Number.isNaN(sum.push(i === 9 ? bad : 1, i)))
      expect(known).toEqual(Array.from({ length: 20 }, (_, i) => i >= 3 && (i < 9 || i > 12)))
    },
  )

  it('goes on from a snapshot', () => {
    const sum = new RollingSum(5)
    for (let i = 0; i < 13; i++) sum.push(i === 11 ? Number.NaN : i / 3, i)
    const copy = new RollingSum(5)
    copy.restore(JSON.parse(JSON.stringify(sum.snapshot())))
    for (let i = 13; i < 40; i++) expect(copy.push(i / 3, i)).toBe(sum.push(i / 3, i))
  })
})
