import { describe, expect, it } from 'vitest'
import type { TradingRules } from '../../src/engine/rules.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 100, 100, 100]

function lever(candles: readonly Candle[], overrides: Partial<TradingRules>, side: 'buy' | 'sell' = 'buy') {
  const free = instrument('TESTUSDT', { takerFeeBps: 0 })
  const settings = rules({
    initialEquity: 1000,
    leverage: 20,
    sizing: { kind: 'notional', notional: 10_000 },
    ...overrides,
  })
  return runCase(tape(free, bars([FLAT, ...candles])), script({ 0: side }), settings)
}

describe('liquidation (SPEC §7.6)', () => {
  // 100 units at 100, wallet 1000, rate 0.4 %: (1000 − 10 000) / (100 · 0.004 − 100) = 90.3614…
  const level = 9000 / 99.6

  it('closes a long at the published price, with the liquidation fee', () => {
    const run = lever([FLAT, [100, 100, 90.3, 95]], {})
    expect(fillsOf(run)).toEqual([
      [1, 'entry', 100, 100],
      [2, 'liquidation', -100, level],
    ])
    const { account } = run.simulation.state
    expect(account.fees).toBeCloseTo(100 * level * 0.0125, 9)
    expect(run.equity.at(-1)).toBeCloseTo(1000 + 100 * (level - 100) - 100 * level * 0.0125, 9)
  })

  it('does not touch it a tick above that price', () => {
    expect(fillsOf(lever([FLAT, [100, 100, 90.37, 95]], {})).length).toBe(1)
  })

  it('closes a short at the mirror price', () => {
    const run = lever([FLAT, [100, 109.7, 100, 100]], {}, 'sell')
    expect(fillsOf(run)[1]![3]).toBeCloseTo(11_000 / 100.4, 9)
  })

  it('takes the worse of liquidation price and open', () => {
    expect(fillsOf(lever([FLAT, [88, 89, 87, 88]], {}))[1]).toEqual([2, 'liquidation', -100, 88])
  })

  it('uses the bracket of the notional at that price', () => {
    // 1 000 units at 100: second bracket, 0.5 % less 50. (10 000 + 50 − 100 000) / (5 − 1000)
    const run = lever([FLAT, [100, 100, 90, 90]], {
      initialEquity: 10_000,
      sizing: { kind: 'notional', notional: 100_000 },
    })
    expect(fillsOf(run)[1]![3]).toBeCloseTo(89_950 / 995, 9)
  })

  it('leaves the position to a stop that is nearer', () => {
    const run = lever([FLAT, [100, 100, 85, 85]], { exits: { stopPct: 0.05, targetShare: 0.5 } })
    expect(fillsOf(run)[1]).toEqual([2, 'stop', -100, 95])
  })

  it('goes before a stop that is farther', () => {
    const run = lever([FLAT, [100, 100, 85, 85]], { exits: { stopPct: 0.12, targetShare: 0.5 } })
    expect(fillsOf(run)[1]).toEqual([2, 'liquidation', -100, level])
  })

  it('is tried on the mark where there is one: a wick of the last price does not liquidate', () => {
    const data = bars([FLAT, FLAT, [100, 100, 80, 99]])
    const mark = { ...data, lows: Float64Array.from([100, 100, 91]) }
    const free = instrument('TESTUSDT', { takerFeeBps: 0 })
    const settings = rules({
      initialEquity: 1000,
      leverage: 20,
      sizing: { kind: 'notional', notional: 10_000 },
    })
    expect(fillsOf(runCase({ ...tape(free, data), mark }, script({ 0: 'buy' }), settings)).length).toBe(1)
    const deeper = { ...mark, lows: Float64Array.from([100, 100, 90]) }
    expect(
      fillsOf(runCase({ ...tape(free, data), mark: deeper }, script({ 0: 'buy' }), settings))[1],
    ).toEqual([2, 'liquidation', -100, level])
  })

  it('isolated: depends on the own margin alone and never loses more than it', () => {
    // Margin 10 000 / 20 = 500: (500 − 10 000) / (0.4 − 100)
    const inside = lever([FLAT, [100, 100, 95, 99]], { marginMode: 'isolated' })
    expect(fillsOf(inside)[1]![3]).toBeCloseTo(9500 / 99.6, 9)
    const gapped = lever([FLAT, [60, 61, 59, 60]], { marginMode: 'isolated' })
    expect(gapped.equity.at(-1)).toBeCloseTo(500, 9)
  })

  it('cross: an instrument draws on the profit of another, and drags it down with it', () => {
    const free = { takerFeeBps: 0 }
    const settings = rules({
      initialEquity: 1000,
      leverage: 20,
      sizing: { kind: 'notional', notional: 8000 },
    })
    const calm = tape(instrument('AUSDT', free), bars([FLAT, FLAT, FLAT, FLAT]))
    const risen = tape(
      instrument('AUSDT', free),
      bars([FLAT, FLAT, [110, 110, 110, 110], [110, 110, 110, 110]]),
    )
    const falling = tape(instrument('BUSDT', free), bars([FLAT, FLAT, FLAT, [100, 100, 85, 85]]))
    const both = [script({ 0: 'buy' }), script({ 0: 'buy' })]
    // A's profit of 800 carries B: 1000 + 800 − 8000·1.1·0.4 % … stands against 80 units · 15 = 1200.
    expect(
      fillsOf(runCase([risen, falling], both, settings)).filter(([, reason]) => reason === 'liquidation'),
    ).toEqual([])
    const dragged = runCase([calm, falling], both, settings)
    const liquidations = fillsOf(dragged).filter(([, reason]) => reason === 'liquidation')
    // B at (1000 − 32 − 8000) / (80 · 0.004 − 80); its fee then leaves too little for A, which goes at its mark.
    expect(liquidations[0]![3]).toBeCloseTo(7032 / 79.68, 9)
    expect(liquidations[1]).toEqual([3, 'liquidation', -80, 100])
  })
})
