import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

const { NaN: unknown } = Number
const columns = { close: [6, -1, unknown, 0], open: [2, 0, 1, 0] }

it.each([
  ['minus', [4, -1, unknown, 0]],
  ['plus', [8, -1, unknown, 0]],
  ['times', [12, 0, unknown, 0]],
  ['over', [3, unknown, unknown, unknown]],
] as const)('%s', (feature, expected) => {
  expect(valuesOf(feature, {}, columns).map((value) => value + 0)).toEqual(expected)
})

it('absolute', () => {
  expect(valuesOf('absolute', {}, columns)).toEqual([6, 1, unknown, 0])
})

it('linear', () => {
  expect(valuesOf('linear', { scale: 2, offset: -1 }, columns)).toEqual([11, -3, unknown, -1])
})

it('lag', () => {
  expect(valuesOf('lag', { period: 2 }, columns)).toEqual([unknown, unknown, 6, -1])
})
