import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeatureColumn } from '../../../../../src/models/gbdt/feature-matrix.ts'
import { binOfValue } from '../../../../../src/models/gbdt/lightgbm/bins/bin-mapper.ts'
import {
  binAlike,
  binForLightgbm,
  type LightgbmBins,
} from '../../../../../src/models/gbdt/lightgbm/bins/bins.ts'

/** Bin of a feature in use in a row, as the kernel finds it. */
function storedBin({ matrix }: LightgbmBins, i: number, row: number): number {
  const { column, low, high, outside } = matrix.places[i]!
  const at = row * matrix.plan.stride + column.byte
  const stored = column.isWide ? matrix.bytes[at]! + 256 * matrix.bytes[at + 1]! : matrix.bytes[at]!
  return stored < low || stored > high ? outside : stored - low
}

function expectOwnBins(bins: LightgbmBins, columns: readonly FeatureColumn[]): void {
  for (const [i, feature] of bins.used.entries()) {
    const column = columns[feature]!
    const expected = Array.from(column, (value) => binOfValue(bins.mappers[feature]!, value))
    expect(expected.map((_, row) => storedBin(bins, i, row))).toEqual(expected)
  }
}

const value = fc.oneof(
  fc.constantFrom(0, -0, Number.NaN, 1e-36, 1, -1),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.integer({ min: -3, max: 3 }),
)

test('every row lies in the bins of its values, float32 or float64, narrow or wide', () => {
  const matrix = fc
    .integer({ min: 1, max: 60 })
    .chain((rows) =>
      fc.array(fc.array(value, { minLength: rows, maxLength: rows }), { minLength: 1, maxLength: 10 }),
    )
  fc.assert(
    fc.property(matrix, fc.boolean(), fc.constantFrom(2, 15, 255, 1000), (rows, isFloat, maxBin) => {
      const columns = rows.map((column) => (isFloat ? Float32Array.from(column) : Float64Array.from(column)))
      const params = { maxBin, minDataInLeaf: 1, minDataInBin: 1, enableBundle: false }
      expectOwnBins(binForLightgbm({ columns }, params), columns)
    }),
    { numRuns: 60 },
  )
})

test('more than 256 bins take two bytes', () => {
  const columns = [Float64Array.from({ length: 5000 }, (_, row) => Math.sin(row))]
  const bins = binForLightgbm({ columns }, { maxBin: 700 })
  expect(bins.mappers[0]!.bins).toBeGreaterThan(256)
  expectOwnBins(bins, columns)
})

const ROWS = 1000
const oneHot = Array.from({ length: 12 }, (_, k) =>
  Float32Array.from({ length: ROWS }, (_, row) => Number(row % 16 === k)),
)

test('exclusive features share one column, and nothing is lost', () => {
  const bins = binForLightgbm({ columns: oneHot })
  expect(new Set(bins.matrix.places.map(({ column }) => column.byte)).size).toBe(1)
  expectOwnBins(bins, oneHot)
})

test('other data in the same bins share no columns', () => {
  const columns = oneHot.map((column) => column.toReversed())
  const alike = binAlike({ columns }, binForLightgbm({ columns: oneHot }))
  expect(new Set(alike.matrix.places.map(({ column }) => column.byte)).size).toBe(12)
  expectOwnBins(alike, columns)
})

test('bins that know some rows are those of these rows alone', () => {
  const all = [1, 2, 3].map((k) => Float64Array.from({ length: ROWS }, (_, row) => Math.sin(row * k) * k))
  const rows = Uint32Array.from({ length: 400 }, (_, i) => i * 2)
  const some = all.map((column) => Float64Array.from(rows, (row) => column[row]!))
  const known = binForLightgbm({ columns: all }, { rows })
  expect(known.mappers).toEqual(binForLightgbm({ columns: some }).mappers)
  expect(known.matrix.rows).toBe(ROWS)
})
