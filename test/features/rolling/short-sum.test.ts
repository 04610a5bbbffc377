import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RollingSum } from '../../../src/features/rolling/rolling-sum.ts'
import { sumOf } from '../../../src/features/rolling/short-sum.ts'

const values = fc.array(fc.constantFrom(0, 1, 2.5, -4, 1e6, Number.NaN, Number.POSITIVE_INFINITY), {
  maxLength: 40,
})

test('a short window sums what a long one would', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 40 }), (x, window, cut) => {
      const rows = x.length
      const index = Float64Array.from(x, (_, i) => 1000 + i)
      const short = new Float64Array(rows)
      const long = new Float64Array(rows)
      const sum = sumOf(window)
      sum.run(Float64Array.from(x), index, short, 0, Math.min(cut, rows))
      sum.run(Float64Array.from(x), index, short, Math.min(cut, rows), rows)
      new RollingSum(window).run(Float64Array.from(x), index, long, 0, rows)
      expect([...short]).toEqual([...long])
    }),
    { numRuns: 300 },
  )
})
