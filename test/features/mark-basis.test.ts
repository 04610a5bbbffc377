import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the close over the mark, less one', () => {
  const { NaN: unknown } = Number
  const columns = { close: [101, 99, 100, 5], markClose: [100, 100, unknown, 0] }
  const values = valuesOf('markBasis', {}, columns)
  expect(values.map((value) => Number(value.toFixed(12)))).toEqual([0.01, -0.01, unknown, unknown])
})
