import { describe, expect, it } from 'vitest'
import { fullBatches, WindowErrors } from './score.ts'

describe('WindowErrors', () => {
  const truth = Float64Array.of(0, 0, 1, 2, 3)

  it('is the mean over windows, channels and steps', () => {
    const errors = new WindowErrors(2, 2)
    errors.add(0, [1, 0], truth, 2) // errors 0, −2
    errors.add(1, [5, 3], truth, 3) // errors 3, 0
    expect(errors.score()).toEqual({ mse: (4 + 9) / 4, mae: (2 + 3) / 4 })
  })

  it('adds up the channels of a window', () => {
    const errors = new WindowErrors(1, 4)
    errors.add(0, [1, 0], truth, 2)
    errors.add(0, [5, 3], truth, 3)
    expect(errors.score()).toEqual({ mse: 13 / 4, mae: 5 / 4 })
  })

  it('scores the first windows alone', () => {
    const errors = new WindowErrors(2, 1)
    errors.add(0, [1], truth, 0)
    errors.add(1, [7], truth, 0)
    expect(errors.score(1)).toEqual({ mse: 1, mae: 1 })
  })

  it('does not hide a forecast that is no number', () => {
    const errors = new WindowErrors(2, 1)
    errors.add(0, [Number.NaN], truth, 0)
    expect(errors.score()).toEqual({ mse: Number.NaN, mae: Number.NaN })
  })
})

describe('fullBatches', () => {
  it('leaves the last batch out unless it is full', () => {
    expect(fullBatches(2785, 128)).toBe(2688)
    expect(fullBatches(2688, 128)).toBe(2688)
    expect(fullBatches(100, 128)).toBe(0)
  })
})
