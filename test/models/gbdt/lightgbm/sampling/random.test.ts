import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LightgbmRandom } from '../../../../../src/models/gbdt/lightgbm/sampling/random.ts'

test('the first numbers of seed 1 are those of the Microsoft generator', () => {
  const random = new LightgbmRandom(1)
  expect([1, 2, 3, 4].map(() => random.nextFloat() * 32768)).toEqual([41, 18467, 6334, 26500])
})

test('whole numbers stay in their range', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: -99, max: 99 }),
      fc.integer({ min: 1, max: 999 }),
      (seed, low, span) => {
        const random = new LightgbmRandom(seed)
        for (const value of [random.nextShort(low, low + span), random.nextInt(low, low + span)]) {
          expect(value).toBeGreaterThanOrEqual(low)
          expect(value).toBeLessThan(low + span)
        }
      },
    ),
  )
})

test('a sample is ascending, without repetition, and as large as asked', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, total, share) => {
        const count = Math.round(share * total)
        const sample = new LightgbmRandom(seed).sample(total, count)
        expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b))
        expect(sample.every((value) => value >= 0 && value < total)).toBe(true)
        expect(sample.length).toBe(count)
      },
    ),
  )
})

test('a sample of all is all, of more than all nothing', () => {
  expect(new LightgbmRandom(3).sample(4, 4)).toEqual([0, 1, 2, 3])
  expect(new LightgbmRandom(3).sample(4, 5)).toEqual([])
})
