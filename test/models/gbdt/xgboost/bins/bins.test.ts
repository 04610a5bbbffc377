import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Crew } from '../../../../../src/models/gbdt/kernel/crew.ts'
import { binForXgboost, type XgboostBins } from '../../../../../src/models/gbdt/xgboost/bins/bins.ts'

/** The stored bin of a value. */
function binAt({ matrix }: XgboostBins, row: number, feature: number): number {
  const { byte, isWide } = matrix.places[feature]!.column
  const at = row * matrix.plan.stride + byte
  return isWide ? matrix.bytes[at]! + 256 * matrix.bytes[at + 1]! : matrix.bytes[at]!
}

/** Number of cuts ≤ the value, at most the last bin; missing values lie behind it. */
function expectedBin(cuts: Float32Array, value: number): number {
  if (Number.isNaN(value)) return cuts.length
  return Math.min(cuts.findLastIndex((cut) => cut <= Math.fround(value)) + 1, cuts.length - 1)
}

const value = fc.oneof(
  fc.float({ min: -50, max: 50, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
  fc.constant(Number.NaN),
)

test('the bin of a value is the number of cuts that are not above it', () => {
  const columns = fc.integer({ min: 1, max: 11 }).chain((features) => {
    const column = fc.array(value, { minLength: 300, maxLength: 300 })
    return fc.array(column, { minLength: features, maxLength: features })
  })
  fc.assert(
    fc.property(columns, fc.constantFrom(2, 7, 255, 256, 300), (values, maxBin) => {
      const bins = binForXgboost({ columns: values.map((column) => Float64Array.from(column)) }, { maxBin })
      for (const [f, column] of values.entries()) {
        const { cuts } = bins.features[f]!
        expect(column.map((_, row) => binAt(bins, row, f))).toEqual(column.map((x) => expectedBin(cuts, x)))
      }
    }),
    { numRuns: 30 },
  )
})

test('256 bins and missing values take two bytes, 256 bins alone take one', () => {
  const full = Float32Array.from({ length: 400 }, (_, i) => i)
  const holey = full.map((x) => (x === 7 ? Number.NaN : x))
  const bins = binForXgboost({ columns: [full, holey] }, { maxBin: 256 })
  expect(bins.matrix.places.map(({ bins }) => bins)).toEqual([256, 256])
  expect(bins.matrix.plan.columns.map(({ isWide }) => isWide)).toEqual([false, true])
  expect(binAt(bins, 7, 1)).toBe(256)
})

test('more rows than a block', () => {
  const column = Float32Array.from({ length: 10_001 }, (_, i) => (i * 7919) % 10_007)
  const bins = binForXgboost({ columns: [column] }, { maxBin: 64 })
  const { cuts } = bins.features[0]!
  for (const row of [0, 4095, 4096, 8191, 8192, 10_000]) {
    expect(binAt(bins, row, 0)).toBe(expectedBin(cuts, column[row]!))
  }
})

test('cuts from some rows, bins of all: values beyond the cuts take the last bin, holes are known', () => {
  const columns = [Float32Array.of(1, 2, 3, 100, Number.NaN)]
  const bins = binForXgboost({ columns }, { maxBin: 8, rows: Uint32Array.of(0, 1, 2) })
  expect(bins.features[0]!.hasMissing).toBe(true)
  expect([0, 1, 2, 3, 4].map((row) => binAt(bins, row, 0))).toEqual([0, 1, 2, 2, 3])
})

test('any number of parts gives the same bytes', () => {
  const columns = Array.from({ length: 13 }, (_, f) =>
    Float32Array.from({ length: 5000 }, (_, i) =>
      (i * (f + 3)) % 11 === 0 ? Number.NaN : Math.sin(i * (f + 1)),
    ),
  )
  const parted: Crew = {
    parts: 3,
    perform: ({ exports }, operation, record) => {
      for (const part of [2, 0, 1]) exports.perform(operation, record, part, 3)
    },
  }
  const alone = binForXgboost({ columns }, { maxBin: 100 })
  const together = binForXgboost({ columns }, { maxBin: 100, crew: parted })
  expect(together.features).toEqual(alone.features)
  expect(Buffer.from(together.matrix.bytes).equals(Buffer.from(alone.matrix.bytes))).toBe(true)
})
