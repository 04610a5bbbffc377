import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORDER_REASONS } from '../../src/market/records.ts'
import { sliceCube, tradeCube } from '../../src/stats/trade-cube.ts'
import { tradeOf } from '../support/fills.ts'

const trade = fc
  .record({
    instrument: fc.integer({ min: 0, max: 2 }),
    side: fc.constantFrom(1 as const, -1 as const),
    exitReason: fc.constantFrom(...ORDER_REASONS),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    regime: fc.constantFrom(1, 0, -1, Number.NaN),
    profit: fc.integer({ min: -50, max: 50 }),
  })
  .map(tradeOf)

test('every way of slicing sees every trade once', () => {
  fc.assert(
    fc.property(fc.array(trade, { maxLength: 60 }), (trades) => {
      const cube = tradeCube(trades)
      const byInstrument = sliceCube(cube, 3, (cell) => cell.instrument)
      const byReason = sliceCube(cube, ORDER_REASONS.length, (cell) => cell.reason)
      for (const [instrument, tally] of byInstrument.entries()) {
        const own = trades.filter((each) => each.instrument === instrument)
        expect(tally.count).toBe(own.length)
        expect(tally.gained - tally.lost).toBe(own.reduce((sum, each) => sum + each.profit, 0))
      }
      for (const [reason, tally] of byReason.entries()) {
        expect(tally.count).toBe(trades.filter((each) => each.exitReason === ORDER_REASONS[reason]).length)
      }
      const byRegime = sliceCube(cube, 4, (cell) => cell.regime)
      for (const [index, regime] of [1, 0, -1, Number.NaN].entries()) {
        expect(byRegime[index]!.count).toBe(trades.filter((each) => Object.is(each.regime, regime)).length)
      }
      const longs = sliceCube(cube, 2, (cell) => cell.side)[0]!
      expect(longs.count).toBe(trades.filter((each) => each.side === 1).length)
    }),
  )
})
