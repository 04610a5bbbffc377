import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the smallest of the last rows, this one included', () => {
  const values = valuesOf('lowest', { period: 3 }, { low: [3, 1, 2, 5, 6, 4, 9] })
  expect(values).toEqual([Number.NaN, Number.NaN, 1, 1, 2, 4, 4])
})
