import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthlyReturns } from '../../src/stats/monthly-returns.ts'
import { expectClose } from '../support/close.ts'

const DAY = 86_400_000

test('24:00 of the last day belongs to the month that ends', () => {
  const dayEnds = Float64Array.from([30, 31, 32], (day) => Date.UTC(2024, 0, 1) + day * DAY) // 31 Jan, 1 Feb, 2 Feb, 00:00
  const months = monthlyReturns(dayEnds, Float64Array.of(105, 110, 121), 100)
  expect(months.map(({ year, month }) => `${year}-${month}`)).toEqual(['2024-1', '2024-2'])
  expectClose(months[0]!.value, 0.1)
  expectClose(months[1]!.value, 0.1)
})

test('multiply to the total return', () => {
  const walk = fc.array(fc.double({ min: -0.2, max: 0.25, noNaN: true }), { minLength: 1, maxLength: 400 })
  fc.assert(
    fc.property(walk, fc.nat({ max: 400 }), (moves, offset) => {
      let value = 100
      const equity = Float64Array.from(moves, (move) => (value *= 1 + move))
      const dayEnds = Float64Array.from(moves, (_, day) => Date.UTC(2023, 0, 1) + (offset + day + 1) * DAY)
      const months = monthlyReturns(dayEnds, equity, 100)
      expectClose(
        months.reduce((growth, month) => growth * (1 + month.value), 100),
        value,
        1e-9,
      )
      expect(new Set(months.map(({ year, month }) => year * 12 + month)).size).toBe(months.length)
    }),
  )
})
