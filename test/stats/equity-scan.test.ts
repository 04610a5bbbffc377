import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EquityScan } from '../../src/stats/equity-scan.ts'

/** Everything that two scans can differ in. */
const stateOf = ({ sum, worst, worstPeakAt, worstLowAt, worstRecoveredAt }: EquityScan) => [
  sum,
  worst,
  worstPeakAt,
  worstLowAt,
  worstRecoveredAt,
]

test('taken in stretches is the same as taken at once', () => {
  const series = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 80 })
  fc.assert(
    fc.property(series, fc.nat(80), (values, at) => {
      const equity = Float64Array.from(values)
      const cut = Math.min(at, equity.length)
      const whole = new EquityScan(100)
      whole.take(equity, 0, equity.length)
      const parts = new EquityScan(100)
      parts.take(equity, 0, cut)
      parts.take(equity, cut, equity.length)
      whole.endFall(-1)
      parts.endFall(-1)
      expect(stateOf(parts)).toEqual(stateOf(whole))
    }),
  )
})
