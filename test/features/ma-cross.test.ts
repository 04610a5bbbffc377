import { expect, it } from 'vitest'
import { compute } from './support/columns.ts'

const { NaN: unknown } = Number

it('compares the averages and marks the bar in which they crossed', () => {
  const close = [4, 4, 1, 1, 7, 7, 7, 1]
  const { ratio, side, event } = compute('maCross', { fast: 1, slow: 3 }, { close })
  expect([...ratio!.slice(2, 5)]).toEqual([1 / 3 - 1, 1 / 2 - 1, 7 / 3 - 1])
  expect([...side!]).toEqual([unknown, unknown, -1, -1, 1, 1, 0, -1])
  expect([...event!]).toEqual([unknown, unknown, unknown, 0, 1, 0, 0, -1])
})

it('takes averages of one constant for equal, whatever rounding makes of their sums', () => {
  const { side, event } = compute('maCross', { fast: 3, slow: 10 }, { close: Array<number>(40).fill(0.1) })
  expect(new Set(side!.slice(9))).toEqual(new Set([0]))
  expect(new Set(event!.slice(10))).toEqual(new Set([0]))
})
