import { describe, expect, it } from 'vitest'
import { Patience } from '../../../../src/models/nets/training/patience.ts'

describe('patience', () => {
  it('ends after so many evaluations in a row without a better one', () => {
    const patience = new Patience(3)
    const losses = [5, 4, 4, 6, 3, 3.5, 3, 7]
    const heard = losses.map((loss, step) => [patience.observe(step, loss), patience.isExhausted])
    expect(heard).toEqual([
      [true, false],
      [true, false],
      [false, false],
      [false, false],
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ])
    expect(patience.best).toEqual({ step: 4, loss: 3 })
  })

  it('takes no loss that is no number for an improvement', () => {
    const patience = new Patience(2)
    expect(patience.observe(1, Number.NaN)).toBe(false)
    expect(patience.best).toBeUndefined()
    expect(patience.observe(2, Number.POSITIVE_INFINITY)).toBe(false)
    expect(patience.isExhausted).toBe(true)
    expect(patience.observe(3, 1)).toBe(true)
    expect(patience.isExhausted).toBe(false)
  })

  it('goes on from a state', () => {
    const patience = new Patience(2)
    for (const [step, loss] of [3, 2, 2.5].entries()) patience.observe(step, loss)
    const resumed = new Patience(2, structuredClone(patience.state()))
    expect(resumed.best).toEqual({ step: 1, loss: 2 })
    resumed.observe(3, 2.2)
    expect(resumed.isExhausted).toBe(true)
  })
})
