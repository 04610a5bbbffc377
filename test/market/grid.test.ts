import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  gridOf,
  lotsWithin,
  roundAgainst,
  roundPassive,
  unitsOf,
  withoutNoise,
} from '../../src/market/grid.ts'
import { instrument } from '../support/market.ts'

const grid = gridOf(instrument('TESTUSDT', { tickSize: 0.1, lotStep: 0.001 }))

describe('the grid', () => {
  it('rounds against us, and to the passive side for limit orders', () => {
    expect(roundAgainst(grid, 1, 100.01)).toBe(100.1)
    expect(roundAgainst(grid, -1, 100.09)).toBe(100)
    expect(roundPassive(grid, 1, 100.09)).toBe(100)
    expect(roundPassive(grid, -1, 100.01)).toBe(100.1)
  })

  it('leaves what is on a tick where it is, to the last bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (ticks) => {
        const price = Number((ticks / 10).toFixed(1))
        for (const side of [1, -1] as const) expect(roundAgainst(grid, side, price)).toBe(price)
        expect(withoutNoise(grid, price * (1 + 2e-16))).toBe(price)
      }),
    )
  })

  it('keeps a level that lies between ticks', () => {
    expect(withoutNoise(grid, 100.04)).toBe(100.04)
  })

  it('floors quantities to whole lots and gives them back exactly', () => {
    expect(lotsWithin(grid, 0.0579)).toBe(57)
    expect(lotsWithin(grid, 0.3)).toBe(300)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (lots) => {
        expect(lotsWithin(grid, unitsOf(grid, lots))).toBe(lots)
      }),
    )
  })

  it('works with steps that are no inverse of a whole number', () => {
    const odd = gridOf(instrument('TESTUSDT', { tickSize: 0.25, lotStep: 10 }))
    expect(roundAgainst(odd, 1, 100.1)).toBe(100.25)
    expect(lotsWithin(odd, 57)).toBe(5)
    expect(unitsOf(odd, 5)).toBeCloseTo(50, 12)
  })
})
