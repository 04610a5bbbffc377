import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('averages the score over bars', () => {
  const { NaN: unknown } = Number
  const values = valuesOf('sentimentMean', { period: 2 }, { sentimentScore: [unknown, 0.5, 1, -1] })
  expect(values).toEqual([unknown, unknown, 0.75, 0])
})
