import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextUp } from '../../../../../src/models/gbdt/libm/next-up.ts'
import {
  type DistinctValues,
  findBounds,
  isSameValue,
} from '../../../../../src/models/gbdt/lightgbm/bins/find-bin.ts'
import { ZERO_THRESHOLD } from '../../../../../src/models/gbdt/lightgbm/constants.ts'

const INFINITY = Number.POSITIVE_INFINITY

function distinct(pairs: readonly (readonly [value: number, count: number])[]): DistinctValues {
  return {
    values: Float64Array.from(pairs, ([value]) => value),
    counts: Int32Array.from(pairs, ([, count]) => count),
    size: pairs.length,
  }
}

test('neighbours are the same value, numbers further apart are not', () => {
  expect(isSameValue(1, 1 + Number.EPSILON)).toBe(true)
  expect(isSameValue(1, 1 + 2 * Number.EPSILON)).toBe(false)
  expect(isSameValue(Number.NaN, 1)).toBe(false)
  expect(isSameValue(Number.MAX_VALUE, INFINITY)).toBe(true)
  expect(isSameValue(-INFINITY, -Number.MAX_VALUE)).toBe(true)
  expect(isSameValue(1e308, INFINITY)).toBe(false)
})

test('few values: a bin for each that has enough rows, zero apart', () => {
  const values = distinct([
    [-2, 5],
    [-1, 5],
    [0, 5],
    [1, 1],
    [2, 5],
    [3, 5],
  ])
  const bounds = findBounds(values, 255, 26, 3)
  expect(bounds).toEqual([nextUp(-1.5), -ZERO_THRESHOLD, ZERO_THRESHOLD, nextUp(2.5), INFINITY])
})

test('many values: a value that alone would fill a bin has one for itself', () => {
  const many = Array.from({ length: 100 }, (_, i) => [i + 1, i === 54 ? 1000 : 1] as const)
  const bounds = findBounds(distinct(many), 11, 1099, 1)
  const own = bounds.filter((bound) => bound === nextUp(54.5) || bound === nextUp(55.5))
  expect(own).toHaveLength(2)
  expect(bounds.length).toBeLessThanOrEqual(11)
})

test('bounds ascend, end in infinity and are no more than allowed', () => {
  const row = fc.tuple(
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    fc.integer({ min: 1, max: 50 }),
  )
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 2, max: 40 }),
      (rows, maxBin) => {
        const sorted = [...new Map(rows).entries()].sort((a, b) => a[0] - b[0])
        const total = sorted.reduce((sum, [, count]) => sum + count, 0)
        const bounds = findBounds(distinct(sorted), maxBin, total, 3)
        expect(bounds.length).toBeLessThanOrEqual(maxBin)
        expect(bounds.at(-1)).toBe(INFINITY)
        expect(bounds.every((bound, i) => i === 0 || bound > bounds[i - 1]!)).toBe(true)
      },
    ),
  )
})
