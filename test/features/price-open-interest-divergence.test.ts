import { expect, it } from 'vitest'
import { compute } from './support/columns.ts'

it('sets the price against open interest and names who is moving it', () => {
  const { difference, regime } = compute(
    'priceOpenInterestDivergence',
    { period: 1 },
    { close: [4, 5, 6, 3, 1.5, 1.5, 3], openInterest: [8, 10, 5, 10, 5, 7, Number.NaN] },
  )
  expect([...regime!]).toEqual([Number.NaN, 2, 1, -2, -1, 0, Number.NaN])
  expect(difference![1]).toBe(0)
  expect(difference![3]).toBe(-1.5)
})
