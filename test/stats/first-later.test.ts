import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstLaterThan } from '../../src/stats/first-later.ts'

test('equals looking at every time', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 80 })
  fc.assert(
    fc.property(gaps, fc.integer({ min: -5, max: 500 }), fc.nat({ max: 80 }), (steps, time, start) => {
      let at = 0
      const times = Float64Array.from(steps, (step) => (at += step))
      const from = Math.min(start, times.length)
      const found = times.findIndex((each, index) => index >= from && each > time)
      expect(firstLaterThan(times, time, from)).toBe(found < 0 ? times.length : found)
    }),
  )
})
