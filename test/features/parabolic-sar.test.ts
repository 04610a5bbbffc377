import { expect, it } from 'vitest'
import { barsOf, compute } from './support/columns.ts'

const { NaN: unknown } = Number
const bars = (rows: number[][]) => barsOf(rows.map(([high, low]) => [0, high!, low!, 0]))

it('follows a rise from below, never inside the last two bars', () => {
  // extreme 12, level 9; then 9 + 0.02·3 = 9.06; then 14 is a new extreme: 9.06 + 0.04·(14 − 9.06) = 9.2576
  const { level, trend } = compute(
    'parabolicSar',
    {},
    bars([
      [11, 9],
      [12, 10],
      [14, 11],
      [13.5, 12],
    ]),
  )
  expect([...level!].map((value) => Number(value.toFixed(6)))).toEqual([unknown, 9, 9.06, 9.2576])
  expect([...trend!]).toEqual([unknown, 1, 1, 1])
})

it('turns in the bar that touches it, at the extreme of the trend', () => {
  const { level, trend } = compute(
    'parabolicSar',
    {},
    bars([
      [11, 9],
      [12, 10],
      [12, 8],
    ]),
  )
  expect(level![2]).toBe(12)
  expect([...trend!]).toEqual([unknown, 1, -1])
})

it('starts downward where the second bar falls further than it rises', () => {
  const { level, trend } = compute(
    'parabolicSar',
    {},
    bars([
      [11, 9],
      [10, 8],
    ]),
  )
  expect([level![1], trend![1]]).toEqual([11, -1])
})

it('steps over an unknown bar', () => {
  const rows = [
    [11, 9],
    [12, 10],
    [14, 11],
    [13.5, 12],
    [15, 13],
    [12, 8],
    [11, 7],
  ]
  const whole = compute('parabolicSar', {}, bars(rows)).level!
  const stepped = compute('parabolicSar', {}, bars(rows.toSpliced(3, 0, [unknown, unknown]))).level!
  expect([...stepped]).toEqual([...whole.slice(0, 3), unknown, ...whole.slice(3)])
})
