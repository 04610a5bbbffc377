import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('is the own return less the benchmark’s', () => {
  const columns = { close: [4, 6, 8, 3], benchmarkClose: [10, 10, 15, 20] }
  const values = valuesOf('returnVsBenchmark', { period: 2 }, columns)
  expect(values).toEqual([Number.NaN, Number.NaN, 0.5, -1.5])
})
