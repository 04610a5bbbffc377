import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MersenneTwister } from '../../../../../src/models/gbdt/xgboost/sampling/mersenne-twister.ts'
import { shuffle } from '../../../../../src/models/gbdt/xgboost/sampling/shuffle.ts'

function shuffled(length: number, seed: number): number[] {
  const values = Int32Array.from({ length }, (_, i) => i)
  shuffle(values, new MersenneTwister(seed))
  return [...values]
}

test('a shuffle is a permutation that only depends on the seed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 300 }),
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      (length, seed) => {
        const values = shuffled(length, seed)
        expect(values.toSorted((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i))
        expect(shuffled(length, seed)).toEqual(values)
      },
    ),
  )
})

test('two values are swapped by the first draw alone, three take one draw for both places', () => {
  // mt19937(0) draws 2357136044 first: in the upper half of 2³², and 3 of 0 … 5, so places 3 / 3 = 1 and 3 % 3 = 0.
  expect(shuffled(2, 0)).toEqual([0, 1])
  expect(shuffled(3, 0)).toEqual([2, 1, 0])
})

test('more values than two places of a draw allow are shuffled one by one', () => {
  const values = shuffled(70_000, 1)
  expect(new Set(values).size).toBe(70_000)
  expect(values).not.toEqual(values.toSorted((a, b) => a - b))
})
