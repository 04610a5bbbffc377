import { describe, expect, it } from 'vitest'
import { gridOf } from '../../src/market/grid.ts'
import { feeOf, fundingPayment, marketFillPrice, slippageBps } from '../../src/venue/costs.ts'
import { instrument } from '../support/market.ts'

const known = { volumeBefore: 1000, atrBefore: 2 }
const unknown = { volumeBefore: Number.NaN, atrBefore: Number.NaN }

describe('slippage', () => {
  it.each([
    ['none', { kind: 'none' } as const, known, 0],
    ['fixed', { kind: 'fixed', bps: 2 } as const, known, 2],
    [
      'a share of the volume before',
      { kind: 'volumeShare', bps: 1, impactBps: 50 } as const,
      known,
      1 + 50 * 0.1,
    ],
    [
      'all of the volume',
      { kind: 'volumeShare', bps: 1, impactBps: 50 } as const,
      { ...known, volumeBefore: 0 },
      51,
    ],
    ['volume unknown', { kind: 'volumeShare', bps: 1, impactBps: 50 } as const, unknown, 1],
    [
      'a share of the ATR',
      { kind: 'atrShare', bps: 1, share: 0.1 } as const,
      known,
      1 + (1e4 * 0.1 * 2) / 50,
    ],
    ['ATR unknown', { kind: 'atrShare', bps: 1, share: 0.1 } as const, unknown, 1],
  ])('%s', (_, model, context, expected) => {
    expect(slippageBps(model, 100, 50, context)).toBeCloseTo(expected, 12)
  })

  it('moves the fill against us, to the tick', () => {
    const grid = gridOf(instrument('TESTUSDT', { tickSize: 0.1 }))
    expect(marketFillPrice(grid, 1, 16537.5, 2)).toBe(16540.9)
    expect(marketFillPrice(grid, -1, 16537.5, 2)).toBe(16534.1)
    expect(marketFillPrice(grid, 1, 16537.5, 0)).toBe(16537.5)
  })
})

describe('fees and funding', () => {
  it('are what the schedule says', () => {
    expect(feeOf(10_000, false, instrument())).toBe(5)
    expect(feeOf(10_000, true, instrument())).toBe(2)
  })

  it('longs pay a positive rate, shorts receive it', () => {
    expect(fundingPayment(2, 100, 0.001)).toBeCloseTo(0.2, 15)
    expect(fundingPayment(-2, 100, 0.001)).toBeCloseTo(-0.2, 15)
  })
})
