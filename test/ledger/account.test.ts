import { describe, expect, it } from 'vitest'
import { Account, applyFill, applyFunding, type MarginMode } from '../../src/ledger/account.ts'
import { instrument } from '../support/market.ts'

/** Lots of 0.001: 1000 of them are one unit. */
const accountOf = (mode: MarginMode) => new Account([instrument('A'), instrument('B')], 10_000, mode)

describe('the books of an account', () => {
  it('follow a long that is added to and reduced, with isolated margin', () => {
    const account = accountOf('isolated')
    const position = account.positions[0]!
    expect(account.equity).toBe(10_000)
    expect(account.freeMargin).toBe(10_000)

    applyFill(account, 0, 2000, 100, 1, 5) // 200 / 5 put up
    position.mark = 110
    expect(position).toMatchObject({ lots: 2000, units: 2, entryPrice: 100, leverage: 5, margin: 40 })
    expect(account).toMatchObject({ wallet: 9999, openCount: 1, unrealised: 20, equity: 10_019 })
    expect(account.freeMargin).toBe(10_019 - 220 / 5)

    applyFill(account, 0, 1000, 130, 2, 10) // (200 + 130) / 3 units; 130 / 10 more put up
    expect(position).toMatchObject({ lots: 3000, entryPrice: 110, leverage: 10, margin: 53 })
    applyFunding(account, 0, 3)
    expect(position.margin).toBe(50)
    expect(account).toMatchObject({ wallet: 9994, funding: 3, openCount: 1 })

    expect(applyFill(account, 0, -1500, 120, 0, Number.NaN)).toBe(15)
    expect(position).toMatchObject({ lots: 1500, units: 1.5, entryPrice: 110, leverage: 10, margin: 25 })
    expect(applyFill(account, 0, -1500, 100, 0, Number.NaN)).toBe(-15)
    expect(position).toMatchObject({ lots: 0, units: 0, entryPrice: 0, margin: 0 })
    expect(account).toMatchObject({ openCount: 0, realised: 0, wallet: 9994, equity: 9994, freeMargin: 9994 })

    applyFunding(account, 0, 2) // nothing is held that it could come out of
    expect(position.margin).toBe(0)
    expect(account.wallet).toBe(9992)
  })

  it('follow a short in cross margin, beside a long', () => {
    const account = accountOf('cross')
    applyFill(account, 0, -1000, 100, 0, 4)
    applyFill(account, 1, 3000, 50, 0, 3)
    account.positions[0]!.mark = 90
    account.positions[1]!.mark = 48
    expect(account).toMatchObject({ openCount: 2, unrealised: 10 - 6, equity: 10_004 })
    expect(account.freeMargin).toBe(10_004 - 90 / 4 - 144 / 3)
    applyFunding(account, 0, -5)
    expect(account).toMatchObject({ funding: -5, wallet: 10_005 })
    expect(account.positions[0]!.margin).toBe(0)
    expect(applyFill(account, 0, 400, 90, 0, Number.NaN)).toBe(4)
    expect(account.positions[0]).toMatchObject({ lots: -600, entryPrice: 100, leverage: 4 })
    expect(account.openCount).toBe(2)
    expect(applyFill(account, 0, 600, 105, 0, Number.NaN)).toBe(-3)
    expect(account).toMatchObject({ openCount: 1, realised: 1 })
  })

  it.each([
    [1000, -1001],
    [-1000, 1001],
  ])('do not turn a position of %i lots round by one fill of %i', (held, lots) => {
    const account = accountOf('cross')
    applyFill(account, 0, held, 100, 0, 5)
    expect(() => applyFill(account, 0, lots, 100, 0, 5)).toThrow('reversal')
    expect(applyFill(account, 0, 4 * held, 100, 0, 5)).toBe(0) // adding may be more than is held
    expect(account.positions[0]!.lots).toBe(5 * held)
  })
})
