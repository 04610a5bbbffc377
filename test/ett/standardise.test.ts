import { describe, expect, it } from 'vitest'
import { standardise } from './standardise.ts'

describe('standardise', () => {
  it('takes mean and population deviation of the training rows alone', () => {
    const { columns, means, deviations } = standardise([Float64Array.of(1, 3, 100)], 2)
    expect(means).toEqual([2])
    expect(deviations).toEqual([1])
    expect([...columns[0]!]).toEqual([-1, 1, 98])
  })

  it('divides a column that does not move in training by one', () => {
    const { columns, deviations } = standardise([Float64Array.of(5, 5, 7)], 2)
    expect(deviations).toEqual([0])
    expect([...columns[0]!]).toEqual([0, 0, 2])
  })
})
