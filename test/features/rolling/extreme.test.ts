import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RollingExtreme } from '../../../src/features/rolling/extreme.ts'

const values = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  ),
  { maxLength: 60 },
)

test.each(['max', 'min'] as const)('rolling %s is the extreme of each window', (which) => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 9 }), (x, window) => {
      const out = new Float64Array(x.length)
      new RollingExtreme(which, window).run(Float64Array.from(x), out, 0, x.length)
      expect([...out]).toEqual(slowExtremes(which, x, window))
    }),
    { numRuns: 300 },
  )
})

test('it may write over its input', () => {
  const x = Float64Array.of(3, 1, 2, 5, 4)
  new RollingExtreme('max', 2).run(x, x, 0, 5)
  expect([...x]).toEqual([Number.NaN, 3, 2, 5, 5])
})

/** Unknown rows do not count before the first full window; afterwards they spoil the windows that hold them. */
function slowExtremes(which: 'max' | 'min', x: readonly number[], window: number): number[] {
  const counted: number[] = []
  return x.map((value) => {
    const isWarmUp = counted.length < window
    if (isWarmUp && Number.isNaN(value)) return Number.NaN
    counted.push(value)
    return counted.length < window ? Number.NaN : Math[which](...counted.slice(-window))
  })
}
