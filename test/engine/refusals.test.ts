import { describe, expect, it } from 'vitest'
import { checkRules } from '../../src/engine/check-rules.ts'
import { PLAIN_RULES, type TradingRules } from '../../src/engine/rules.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 100, 100, 100]

describe('refusals', () => {
  it('that repeat are one record with a count', () => {
    const data = bars(Array<Candle>(6).fill(FLAT))
    const wishes = script({ 0: 'buy', 1: 'buy', 2: 'buy', 3: 'sell', 4: 'sell' })
    const run = runCase(
      tape(instrument(), data),
      wishes,
      rules({ sizing: { kind: 'notional', notional: 3 } }),
    )
    expect(run.simulation.log.refusals).toMatchObject([
      { side: 1, limit: 'minNotional', repeats: 2 },
      { side: -1, limit: 'minNotional', repeats: 1 },
    ])
  })

  it('name the equity where there is none left', () => {
    const data = bars([FLAT, FLAT, [40, 40, 40, 40], FLAT])
    const ruinous = rules({ initialEquity: 100, leverage: 20, sizing: { kind: 'share', share: 15 } })
    const run = runCase(tape(instrument(), data), script({ 0: 'buy', 2: 'buy' }), ruinous)
    expect(run.equity.at(-1)).toBeLessThan(0)
    expect(run.simulation.log.refusals).toMatchObject([{ limit: 'equity', bound: 0 }])
  })
})

describe('phases across instruments', () => {
  it('let whoever closes inside the bar free margin for a resting entry, whatever their ids', () => {
    // H is stopped in the bar in which E's limit order fills; margin suffices for one of them.
    const held = bars([FLAT, [100, 100, 99.5, 100], [100, 100, 94, 95], FLAT])
    const entering = bars([FLAT, FLAT, [100, 100, 98, 99], FLAT])
    const settings = rules({
      leverage: 1,
      sizing: { kind: 'share', share: 0.9 },
      entry: { kind: 'limit', offsetBps: 50, lifeBars: 3, isPostOnly: false },
      exits: { stopPct: 0.05, targetShare: 0.5 },
      venue: { limitFill: 'touch' } as never,
    })
    for (const [first, second] of [
      ['AUSDT', 'BUSDT'],
      ['BUSDT', 'AUSDT'],
    ] as const) {
      const seats = [
        { tape: tape(instrument(first), held), source: script({ 0: 'buy' }) },
        { tape: tape(instrument(second), entering), source: script({ 1: { action: 'buy', confidence: 1 } }) },
      ].sort((a, b) => (a.tape.instrument.id < b.tape.instrument.id ? -1 : 1))
      const run = runCase(
        seats.map((seat) => seat.tape),
        seats.map((seat) => seat.source),
        settings,
      )
      expect(fillsOf(run).map(([, reason]) => reason)).toEqual(['entry', 'stop', 'entry'])
    }
  })
})

describe('a target', () => {
  it('that has filled is not placed again when the strategy adds', () => {
    const data = bars([FLAT, FLAT, [100, 106, 100, 105], [105, 105, 105, 105], [105, 130, 105, 130]])
    const follow = { action: 'buy', confidence: 1, exposure: 1 } as const
    const settings = rules({
      sizing: { kind: 'notional', notional: 1000 },
      exits: { targetPct: 0.05, targetShare: 0.5 },
    })
    const run = runCase(tape(instrument(), data), script({ 0: follow, 2: follow }), settings)
    expect(fillsOf(run).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [2, 'target'],
      [3, 'entry'],
    ])
  })
})

describe('trading rules', () => {
  it.each([
    [{ leverage: -3 }, /leverage: expected 1 ≤ … ≤ 125, got -3/],
    [{ initialEquity: 0 }, /initialEquity: expected 0 < …/],
    [{ exits: { stopPct: 4, targetShare: 0.5 } }, /exits.stopPct: expected 0 < … ≤ 0.99, got 4/],
    [{ exits: { stopPct: 0.04 } }, /exits.targetShare/],
    [{ exits: { targetShare: 0.5, stopPtc: 1 } }, /unknown rule exits.stopPtc/],
    [{ exits: { targetShare: 0.5, breakEvenAt: 0.7 } }, /needs exits.targetPct/],
    [{ sizing: { kind: 'notional', notional: Number.NaN } }, /sizing.notional: .* got NaN/],
  ] as [Partial<TradingRules>, RegExp][])('%j are refused', (wrong, message) => {
    expect(() => checkRules({ ...PLAIN_RULES, ...wrong })).toThrow(message)
  })
})
