import { expect, test } from 'vitest'
import { MersenneTwister } from '../../../../../src/models/gbdt/xgboost/sampling/mersenne-twister.ts'

test('the ten thousandth output of the default seed is the one that the C++ standard names', () => {
  const random = new MersenneTwister(5489)
  for (let i = 1; i < 10_000; i++) random.next()
  expect(random.next()).toBe(4123659995)
})

test('state of seed 0 is twisted once all of it is used', () => {
  const random = new MersenneTwister(0)
  const first = Array.from({ length: 1300 }, () => random.next())
  expect(first.slice(0, 3)).toEqual([2357136044, 2546248239, 3071714933])
  expect(new Set(first).size).toBe(1300)
})
