import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bracketOf, liquidationPrice, maintenanceMargin } from '../../src/ledger/margin.ts'
import { instrument } from '../support/market.ts'

const { brackets } = instrument()

describe('maintenance margin', () => {
  it('is notional · rate − amount of the bracket', () => {
    expect(maintenanceMargin(brackets, 10_000)).toBe(40)
    expect(maintenanceMargin(brackets, 100_000)).toBe(450)
    expect(bracketOf(brackets, 1e15)).toBe(brackets.at(-1))
  })

  it('is continuous from bracket to bracket', () => {
    for (const { notionalCap } of brackets.slice(0, -1)) {
      expect(maintenanceMargin(brackets, notionalCap * (1 + 1e-12))).toBeCloseTo(
        maintenanceMargin(brackets, notionalCap),
        6,
      )
    }
  })
})

describe('the liquidation price', () => {
  it('is where collateral and profit equal the maintenance margin, in whatever bracket that lies', () => {
    const units = fc
      .double({ min: 0.001, max: 5000, noNaN: true })
      .chain((size) => fc.constantFrom(size, -size))
    const entry = fc.double({ min: 0.5, max: 500, noNaN: true })
    const share = fc.double({ min: 0.01, max: 0.9, noNaN: true })
    fc.assert(
      fc.property(units, entry, share, (size, price, collateralShare) => {
        const collateral = Math.abs(size) * price * collateralShare
        const level = liquidationPrice(size, price, collateral, brackets)
        const left = collateral + size * (level - price)
        const needed = maintenanceMargin(brackets, Math.abs(size) * level)
        expect(Math.abs(left - needed)).toBeLessThan(1e-9 * Math.abs(size) * price)
      }),
      { numRuns: 2000, seed: 5 },
    )
  })

  it('of a long with more collateral than it can lose lies at or below zero', () => {
    expect(liquidationPrice(1, 100, 150, brackets)).toBeLessThanOrEqual(0)
  })
})
