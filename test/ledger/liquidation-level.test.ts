import { describe, expect, it } from 'vitest'
import { Account, applyFill } from '../../src/ledger/account.ts'
import { liquidationLevel, marginCushion, sharedCollateral } from '../../src/ledger/liquidation-level.ts'
import { instrument } from '../support/market.ts'

const INSTRUMENTS = ['A', 'B', 'C'].map((id) => instrument(id))

/** Opens at a price and marks there. */
function open(account: Account, k: number, lots: number, price: number, mark = price): void {
  applyFill(account, k, lots, price, 0, 5)
  account.positions[k]!.mark = mark
}

describe('the liquidation level', () => {
  it('of a long alone in cross margin is where the wallet is down to the maintenance of 0.4 %', () => {
    const account = new Account(INSTRUMENTS, 200, 'cross')
    open(account, 0, 10_000, 100)
    expect(liquidationLevel(account, 0)).toBeCloseTo(800 / 9.96, 10) // 200 + 10 · (p − 100) = 0.04 · p
    expect(liquidationLevel(account, 1)).toBe(Number.NEGATIVE_INFINITY)
  })

  it('in isolated margin rests on the margin of the position alone', () => {
    const account = new Account(INSTRUMENTS, 10_000, 'isolated')
    open(account, 0, 2000, 100)
    open(account, 1, -1000, 100)
    expect(liquidationLevel(account, 0)).toBeCloseTo(160 / 1.992, 10) // 40 + 2 · (p − 100) = 0.008 · p
    expect(liquidationLevel(account, 1)).toBeCloseTo(120 / 1.004, 10) // 20 + (100 − p) = 0.004 · p
  })

  it('in cross margin counts the profit of the others, less their maintenance', () => {
    const account = new Account(INSTRUMENTS, 1000, 'cross')
    open(account, 0, 10_000, 100) // maintenance 4
    expect(sharedCollateral(account, 0)).toBe(1000)
    expect(sharedCollateral(account, 2)).toBe(996)
    open(account, 1, -5000, 200, 190) // profit 50, maintenance 3.8
    expect(sharedCollateral(account, 0)).toBeCloseTo(1046.2, 10)
    expect(sharedCollateral(account, 1)).toBeCloseTo(996, 10)
    expect(sharedCollateral(account, 2)).toBeCloseTo(1042.2, 10)
    expect(marginCushion(account)).toBeCloseTo(1042.2, 10)
    expect(liquidationLevel(account, 0)).toBeCloseTo((1046.2 - 1000) / (0.04 - 10), 10)
  })

  it('leaves the whole wallet as cushion while nothing is held', () => {
    expect(marginCushion(new Account(INSTRUMENTS, 1000, 'cross'))).toBe(1000)
  })
})
