import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

const { NaN: unknown } = Number

it('starts with the mean of the first rows, then moves by 2/(period + 1) of the distance', () => {
  expect(valuesOf('ema', { period: 3 }, { close: [1, 2, 6, 7, 9] })).toEqual([unknown, unknown, 3, 5, 7])
})

it('waits for a source that is warming up', () => {
  expect(valuesOf('ema', { period: 2 }, { close: [unknown, unknown, 4, 6] })).toEqual([
    unknown,
    unknown,
    unknown,
    5,
  ])
})

it.each([unknown, Number.POSITIVE_INFINITY])('steps over %s', (bad) => {
  expect(valuesOf('ema', { period: 3 }, { close: [1, bad, 2, 6, bad, 7] })).toEqual([
    unknown,
    unknown,
    unknown,
    3,
    unknown,
    5,
  ])
})
