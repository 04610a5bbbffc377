import { describe, expect, it } from 'vitest'
import { isAsking } from '../../src/engine/decide.ts'
import type { Action } from '../../src/market/decision.ts'
import type { Side } from '../../src/market/records.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'
import { orderOf } from '../support/venue.ts'

const FLAT: Candle = [100, 100, 100, 100]
const settings = rules({ sizing: { kind: 'notional', notional: 1000 } })

describe('what a decision asks for', () => {
  it.each<[Action, flat: boolean, long: boolean, short: boolean, aLongEntry: boolean, aShortEntry: boolean]>([
    ['hold', false, false, false, false, false],
    ['buy', true, false, true, true, true],
    ['sell', true, true, false, true, true],
    ['close', false, true, true, true, true],
    ['closeLong', false, true, false, true, false],
    ['closeShort', false, false, true, false, true],
  ])(
    '%s: of nothing held, a long, a short, an entry that waits',
    (action, flat, long, short, longEntry, shortEntry) => {
      const asks = (lots: number, side?: Side) =>
        isAsking({ action, confidence: 1 }, lots, side && orderOf(1, { side }))
      expect([asks(0), asks(1), asks(-1), asks(0, 1), asks(0, -1)]).toEqual([
        flat,
        long,
        short,
        longEntry,
        shortEntry,
      ])
      // Of an entry against what is held everything but holding asks something.
      expect([asks(1, -1), asks(-1, 1)]).toEqual([action !== 'hold', action !== 'hold'])
    },
  )

  it('includes following an exposure', () => {
    for (const [action, lots] of [
      ['buy', 5],
      ['sell', -5],
    ] as const) {
      expect(isAsking({ action, confidence: 1, exposure: 0.5 }, lots, undefined)).toBe(true)
      expect(isAsking({ action, confidence: 1 }, lots, undefined)).toBe(false)
    }
  })
})

describe('what comes of it at the next open', () => {
  it.each<[held: 'buy' | 'sell', Action, units: number[]]>([
    ['buy', 'hold', [10]],
    ['buy', 'buy', [10]],
    ['buy', 'sell', [10, -10, -10]],
    ['buy', 'close', [10, -10]],
    ['buy', 'closeLong', [10, -10]],
    ['buy', 'closeShort', [10]],
    ['sell', 'hold', [-10]],
    ['sell', 'sell', [-10]],
    ['sell', 'buy', [-10, 10, 10]],
    ['sell', 'close', [-10, 10]],
    ['sell', 'closeShort', [-10, 10]],
    ['sell', 'closeLong', [-10]],
  ])('%s, then %s', (held, action, units) => {
    const run = runCase(
      tape(instrument(), bars([FLAT, FLAT, FLAT, FLAT])),
      script({ 0: held, 1: action }),
      settings,
    )
    expect(fillsOf(run).map(([, , size]) => size)).toEqual(units)
    expect(fillsOf(run).map(([hour]) => hour)).toEqual([1, 2, 2].slice(0, units.length))
  })

  it.each<[entry: 'buy' | 'sell', Action, isWithdrawn: boolean]>([
    ['buy', 'hold', false],
    ['buy', 'buy', false],
    ['buy', 'closeShort', false],
    ['buy', 'closeLong', true],
    ['buy', 'close', true],
    ['sell', 'hold', false],
    ['sell', 'sell', false],
    ['sell', 'closeLong', false],
    ['sell', 'closeShort', true],
    ['sell', 'close', true],
  ])('a waiting entry to %s, then %s', (entry, action, isWithdrawn) => {
    const limit = rules({
      sizing: { kind: 'notional', notional: 1000 },
      entry: { kind: 'limit', offsetBps: 100, lifeBars: 5, isPostOnly: false },
    })
    const run = runCase(
      tape(instrument(), bars([FLAT, FLAT, [100, 102, 98, 100]])),
      script({ 0: entry, 1: action }),
      limit,
    )
    expect(fillsOf(run)).toHaveLength(isWithdrawn ? 0 : 1)
  })
})
