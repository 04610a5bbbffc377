import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evenSample, thinnedIndices } from '../../src/report/thin.ts'

test('keeps ends, lowest and highest, in order, and few', () => {
  const series = fc.float64Array({ min: -1, max: 1, minLength: 1, maxLength: 500, noNaN: true })
  fc.assert(
    fc.property(series, fc.integer({ min: 1, max: 30 }), (values, buckets) => {
      const kept = thinnedIndices(values, buckets)
      expect(kept.length).toBeLessThanOrEqual(Math.max(buckets * 4, 1))
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b))
      expect(kept[0]).toBe(0)
      expect(kept.at(-1)).toBe(values.length - 1)
      const shown = kept.map((index) => values[index]!)
      expect(Math.max(...shown)).toBe(Math.max(...values))
      expect(Math.min(...shown)).toBe(Math.min(...values))
    }),
  )
})

test('an even sample keeps order and spread', () => {
  const items = Array.from({ length: 1000 }, (_, i) => i)
  const sample = evenSample(items, 10)
  expect(sample).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
  expect(evenSample(items, 1000)).toBe(items)
})
