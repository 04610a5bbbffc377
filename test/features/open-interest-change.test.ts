import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the relative change over the period', () => {
  const values = valuesOf('openInterestChange', { period: 2 }, { openInterest: [4, 5, 6, 0, 3, 3] })
  expect(values).toEqual([Number.NaN, Number.NaN, 0.5, -1, -0.5, Number.NaN])
})
