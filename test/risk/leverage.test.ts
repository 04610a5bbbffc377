import { describe, expect, it } from 'vitest'
import { Account, applyFill } from '../../src/ledger/account.ts'
import {
  autoLeverage,
  isolatedDistance,
  isStopInside,
  leverageForStop,
  liquidationDistance,
  maxLeverage,
  type Prospect,
} from '../../src/risk/leverage.ts'
import { STANDARD_AUTO_LEVERAGE } from '../../src/risk/rules.ts'
import { instrument } from '../support/market.ts'

const { brackets } = instrument()
/** 10 units at 100: a notional of 1 000, maintained at 0.4 %. */
const long: Prospect = { side: 1, units: 10, price: 100, brackets }
const short: Prospect = { ...long, side: -1 }

describe('the distance to liquidation', () => {
  it('of a position with its own margin: (1 ÷ leverage − rate) ÷ (1 ∓ rate)', () => {
    expect(isolatedDistance(long, 10)).toBeCloseTo((0.1 - 0.004) / (1 - 0.004), 12)
    expect(isolatedDistance(short, 10)).toBeCloseTo((0.1 - 0.004) / (1 + 0.004), 12)
  })

  it('is for ever where no price can take it all', () => {
    expect(isolatedDistance(long, 1)).toBe(Number.POSITIVE_INFINITY)
  })

  it('in cross margin counts on the whole wallet', () => {
    const account = new Account([instrument('AUSDT')], 500, 'cross')
    expect(liquidationDistance(long, 30, account, 0, 0)).toBeCloseTo((0.5 - 0.004) / (1 - 0.004), 12)
    const isolated = new Account([instrument('AUSDT')], 500, 'isolated')
    expect(liquidationDistance(long, 30, isolated, 0, 0)).toBe(isolatedDistance(long, 30))
  })

  it('in cross margin leaves to the others what they need', () => {
    const account = new Account([instrument('AUSDT'), instrument('BUSDT')], 500, 'cross')
    applyFill(account, 1, 10_000, 100, 0, 30)
    account.positions[1]!.mark = 90
    // 500 − 100 unrealised − 0.004 · 900 maintenance
    expect(liquidationDistance(long, 30, account, 0, 0)).toBeCloseTo((0.3964 - 0.004) / (1 - 0.004), 12)
  })
})

describe('leverage (SPEC §6.3)', () => {
  it('auto lies between 5 and 20 and keeps two ATRs beyond the stop by default', () => {
    expect(STANDARD_AUTO_LEVERAGE).toEqual({ kind: 'auto', least: 5, most: 20, cushionAtrs: 2 })
  })

  it('auto takes the highest at which liquidation stays beyond stop and cushion', () => {
    // Stop 3 % and 2 · 2 % ATR: 7 % of room. At 13× liquidation is 7.32 % away, at 14× 6.77 %.
    expect(autoLeverage(STANDARD_AUTO_LEVERAGE, long, 0.03, 2)).toBe(13)
    expect(isolatedDistance(long, 13)).toBeGreaterThan(0.07)
    expect(isolatedDistance(long, 14)).toBeLessThan(0.07)
  })

  it('auto stays inside its range', () => {
    expect(autoLeverage(STANDARD_AUTO_LEVERAGE, long, 0.001, 0.01)).toBe(20)
    expect(autoLeverage(STANDARD_AUTO_LEVERAGE, long, 0.3, 5)).toBe(5)
    expect(autoLeverage(STANDARD_AUTO_LEVERAGE, long, Number.NaN, Number.NaN)).toBe(20)
  })

  it('a bracket allows so much', () => {
    expect(maxLeverage(long)).toBe(125)
    expect(maxLeverage({ ...long, units: 1000 })).toBe(100)
  })

  it('a stop is inside when it leaves the buffer free', () => {
    expect(isStopInside(0.09, 0.1, 0.1)).toBe(true)
    expect(isStopInside(0.0901, 0.1, 0.1)).toBe(false)
    expect(isStopInside(0.5, Number.POSITIVE_INFINITY, 0.1)).toBe(true)
  })

  it('is lowered to the highest whole one at which the stop is inside, or to none', () => {
    // A stop of 8 % wants 8.89 %: 10× is 9.64 % away, 11× 8.73 %.
    expect(leverageForStop(long, 30, 0.08, 0.1)).toBe(10)
    expect(leverageForStop(long, 7.5, 0.08, 0.1)).toBe(7)
    expect(leverageForStop(short, 30, 0.95, 0.1)).toBe(0)
  })
})
