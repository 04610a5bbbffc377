import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

const { NaN: unknown } = Number

/** State of a series against 0. */
const stateOf = (close: number[]) => valuesOf('crossState', {}, { close, open: close.map(() => 0) })

it('is 0 until the first cross, however long one side leads', () => {
  expect(stateOf([1, 2, 1, 5])).toEqual([0, 0, 0, 0])
})

it('is the side that leads from the first cross on', () => {
  expect(stateOf([1, -1, -2, 3, 4])).toEqual([0, -1, -1, 1, 1])
})

it('keeps its side where the two are equal, and does not take touching for crossing', () => {
  expect(stateOf([0, 1, 0, 1, 0, -1, 0, -1, 1])).toEqual([0, 0, 0, 0, 0, -1, -1, -1, 1])
})

it('crosses across a hole', () => {
  expect(stateOf([1, unknown, -1, unknown, -1])).toEqual([0, unknown, -1, unknown, -1])
})
