import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withFundingHoles } from '../../src/market/funding-holes.ts'

const HOUR = 3_600_000
const T0 = Date.UTC(2025, 0, 1)

/** Hours (from T0) at which a rate is due but unknown. */
function holes(known: readonly number[], from: number, to: number, defaultHours = 8): number[] {
  const funding = {
    times: Float64Array.from(known, (hour) => T0 + hour * HOUR),
    rates: Float64Array.from(known, () => 0.0001),
  }
  const { times, rates } = withFundingHoles(funding, T0 + from * HOUR, T0 + to * HOUR, defaultHours * HOUR)
  expect(Array.from(times)).toEqual(Array.from(times).sort((a, b) => a - b))
  return Array.from(times)
    .filter((_, i) => Number.isNaN(rates[i]))
    .map((time) => (time - T0) / HOUR)
}

describe('withFundingHoles', () => {
  it.each<readonly [string, number[], number, number, number[]]>([
    ['nothing missing', [0, 8, 16, 24], 0, 32, []],
    ['one missing', [0, 8, 24, 32], 0, 40, [16]],
    ['a long hole', [0, 8, 40, 48], 0, 50, [16, 24, 32]],
    ['before the first', [16, 24], 0, 32, [0, 8]],
    ['after the last', [0, 8], 0, 32, [16, 24]],
    ['what falls on the end of the bars is not due', [0, 8], 0, 16, []],
    ['bars that begin between two settlements', [16, 24], 3, 32, [8]],
    ['a switch to 1h is no hole', [0, 4, 8, 9, 10, 11], 0, 12, []],
    ['a switch to 4h is no hole', [0, 8, 16, 20, 24], 0, 26, []],
    ['a switch to 8h is no hole', [0, 4, 8, 16, 24], 0, 30, []],
    ['a hole in 4h that looks like 8h once', [0, 4, 8, 16, 20, 24], 0, 26, [12]],
    ['two holes in 4h, apart', [0, 4, 12, 16, 24, 28], 0, 30, [8, 20]],
    ['a hole and a switch at once', [0, 8, 20, 24, 28], 0, 30, [16]],
    ['a single settlement goes by the default', [8], 0, 24, [0, 16]],
    ['none at all goes by the default', [], 0, 24, [0, 8, 16]],
    ['an odd first spacing goes by the default', [0, 19, 27], 0, 28, [8, 16]],
  ])('%s', (_, known, from, to, expected) => {
    expect(holes(known, from, to)).toEqual(expected)
  })

  it('finds exactly what was taken out of a regular series, but for its ends', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2, 4, 8),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        (interval, kept) => {
          const isKept = [true, true, ...kept, true, true]
          const isSeen = isKept.map((keep, i) => keep || (i > 1 && isKept[i - 1] === false) || keep)
          const hours = isKept.map((_, i) => i * interval)
          const known = hours.filter((_, i) => isSeen[i])
          const missing = hours.filter((_, i) => !isSeen[i])
          const alternates = known.some(
            (hour, i) =>
              i > 0 && hour - known[i - 1]! > interval && known[i + 1]! - hour === hour - known[i - 1]!,
          )
          fc.pre(!alternates) // every other settlement missing twice running is a switch to the longer interval
          expect(holes(known, 0, hours.at(-1)! + interval, 8)).toEqual(missing)
        },
      ),
    )
  })
})
