import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

const { NaN: unknown } = Number

it('is the mean of the last rows', () => {
  expect(valuesOf('sma', { period: 3 }, { close: [1, 2, 6, 7, 11] })).toEqual([unknown, unknown, 3, 5, 8])
})

it('is unknown while a hole is in its window', () => {
  const means = valuesOf('sma', { period: 2 }, { close: [1, 3, unknown, 5, 7, 9] })
  expect(means).toEqual([unknown, 2, unknown, unknown, 6, 8])
})
