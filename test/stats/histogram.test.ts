import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histogram } from '../../src/stats/histogram.ts'

test('counts every value once, in bins that do not cross 0', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e8, max: 1e8 }), { minLength: 1, maxLength: 300 }), (cents) => {
      const values = Float64Array.from(cents, (cent) => cent / 100)
      const sorted = values.toSorted()
      const { start, width, counts } = histogram(sorted)!
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length)
      expect(counts.length).toBeLessThanOrEqual(153)
      expect(Math.abs(start / width - Math.round(start / width))).toBeLessThan(1e-9)
      const below = counts.filter((_, bin) => Math.round(start / width) + bin < 0)
      expect(below.reduce((sum, count) => sum + count, 0)).toBe(values.filter((value) => value < 0).length)
    }),
  )
})

test('widths are 1, 2 or 5 times a power of ten', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => i / 1000)
  expect(histogram(values)!.width).toBeCloseTo(0.1, 15) // 2 · IQR / ∛n = 0.1
})

test('one value and many equal ones have one bin, nothing has none', () => {
  expect(histogram(Float64Array.of(3, 3, 3))!.counts).toEqual([3])
  expect(histogram(Float64Array.of(0, 0))!.counts).toEqual([2])
  expect(histogram(Float64Array.of())).toBeNull()
})
