import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the distance from the mean in population standard deviations', () => {
  const [score] = valuesOf('zScore', { period: 4 }, { close: [1, 2, 3, 6] }).slice(3)
  expect(score).toBeCloseTo(3 / Math.sqrt(3.5), 12)
})

it('is unknown where all are equal', () => {
  expect(valuesOf('zScore', { period: 2 }, { close: [1, 3, 0.1, 0.1] }).slice(1)).toEqual([1, -1, Number.NaN])
})
