import fc from 'fast-check'
import { expect, test } from 'vitest'
import { QtError } from '../../../../../src/core/error.ts'
import { quantileCuts } from '../../../../../src/models/gbdt/xgboost/bins/quantile-cuts.ts'

const cutsOf = (values: readonly number[], maxBin = 256, options = {}) =>
  quantileCuts({ columns: [Float32Array.from(values)] }, { maxBin, ...options })[0]!

/** The last cut: above the largest value. */
const above = (value: number) => Math.fround(value + Math.fround(Math.abs(value) + Math.fround(1e-5)))

test('few values: a cut at each but the smallest, and one above all', () => {
  expect([...cutsOf([3, 1, 2, 2, 3]).cuts]).toEqual([2, 3, above(3)])
  expect([...cutsOf([-2, -2]).cuts]).toEqual([above(-2)])
})

test('without values there is one cut', () => {
  expect(cutsOf([Number.NaN, Number.NaN])).toEqual({ cuts: Float32Array.of(1e-5), hasMissing: true })
})

test('missing values are told but not cut', () => {
  const { cuts, hasMissing } = cutsOf([1, Number.NaN, 2])
  expect([...cuts]).toEqual([2, above(2)])
  expect(hasMissing).toBe(true)
})

test('−0 and 0 are one value', () => {
  expect([...cutsOf([-0, 0, -0, 1]).cuts]).toEqual([1, above(1)])
  // The first of them stands for both, as the official library has it.
  expect([...cutsOf([-1, -0, 0, -0]).cuts]).toEqual([-0, above(0)])
  expect([...cutsOf([-1, 0, -0, 0]).cuts]).toEqual([0, above(0)])
})

// What the official 3.4.1 answers (`get_quantile_cut`, without the lowest entry).
test.each<[string, number[], number, number[] | undefined, number[]]>([
  ['twenty values into two', range(20), 2, undefined, [9]],
  ['sixteen values into four', range(16), 4, undefined, [4, 8, 11]],
  [
    'weights of 0 count for nothing, but in the size of the sketch',
    [19, 2, 29, 2, 14, 37, 19, 8, 20, 18, 15, 30],
    2,
    [2, 1, 2, 1, 2, 0, 1, 1, 0, 0, 2, 1],
    [19],
  ],
  ['weights', range(20), 4, [2, 1, 1, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 1, 2, 2, 1, 1, 1, 2], [9, 13, 15]],
])('%s', (_name, values, maxBin, weights, expected) => {
  expect([...cutsOf(values, maxBin, { weights }).cuts].slice(0, -1)).toEqual(expected)
})

test('some rows: the cuts of a matrix of these rows alone', () => {
  const values = Array.from({ length: 3000 }, (_, i) => Math.sin(i) * i)
  const weights = values.map((_, i) => i % 5)
  const rows = Uint32Array.from({ length: 1000 }, (_, i) => i * 3)
  const picked = (all: readonly number[]) => [...rows].map((row) => all[row]!)
  const expected = cutsOf(picked(values), 64, { weights: picked(weights) })
  expect(cutsOf(values, 64, { weights, rows })).toEqual(expected)
})

test('cuts ascend, are values of the feature and share the weight out evenly', () => {
  const weight = fc.integer({ min: 1, max: 4 })
  const value = fc.float({ min: -1000, max: 1000, noNaN: true })
  const rows = fc.array(fc.tuple(value, weight), { minLength: 1, maxLength: 3000 })
  fc.assert(
    fc.property(rows, fc.integer({ min: 2, max: 40 }), (pairs, maxBin) => {
      const values = pairs.map(([x]) => x)
      const weights = pairs.map(([, w]) => w)
      const cuts = [...cutsOf(values, maxBin, { weights }).cuts]
      expect(cuts.length).toBeLessThanOrEqual(maxBin)
      for (const [i, cut] of cuts.entries()) if (i > 0) expect(cut).toBeGreaterThan(cuts[i - 1]!)
      for (const cut of cuts.slice(0, -1)) expect(values.some((x) => x === cut)).toBe(true)
      const total = weights.reduce((a, b) => a + b, 0)
      const byValue = Map.groupBy(pairs, ([x]) => x + 0) // −0 is 0
      const heaviest = Math.max(
        ...[...byValue.values()].map((same) => same.reduce((sum, [, w]) => sum + w, 0)),
      )
      // Between two cuts lies no more than a bin's share, twice the error of the sketch, and one value.
      for (let bin = 0; bin < cuts.length; bin++) {
        const inside = pairs.filter(([x]) => x < cuts[bin]! && (bin === 0 || x > cuts[bin - 1]!))
        expect(inside.reduce((sum, [, w]) => sum + w, 0)).toBeLessThanOrEqual((total / maxBin) * 2 + heaviest)
      }
    }),
    { numRuns: 60 },
  )
})

test('an infinite value is refused where it stands', () => {
  const columns = [Float32Array.of(1, 2, 3), Float64Array.of(1, 1e300, 3)]
  expect(() => quantileCuts({ columns }, { maxBin: 8 })).toThrow(QtError)
  expect(() => quantileCuts({ columns }, { maxBin: 8 })).toThrow('feature 1 of row 1 is Infinity')
  expect(() => quantileCuts({ columns }, { maxBin: 8, rows: Uint32Array.of(0, 2) })).not.toThrow()
})

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i)
}
