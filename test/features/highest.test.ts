import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the largest of the last rows, this one included', () => {
  const values = valuesOf('highest', { period: 3 }, { high: [3, 1, 2, 0, 5, 4, 4] })
  expect(values).toEqual([Number.NaN, Number.NaN, 3, 2, 5, 5, 5])
})
