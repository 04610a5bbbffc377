import { describe, expect, it } from 'vitest'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const flat = (price: number): Candle => [price, price, price, price]
const settings = (exits: object) =>
  rules({ sizing: { kind: 'notional', notional: 1000 }, exits: { targetShare: 0.5, ...exits } })

describe('a level that is touched exactly', () => {
  it('goes, though its binary product is a hair off: 2698 · (1 − 0.015) = 2657.53', () => {
    expect(2698 * (1 - 0.015)).not.toBe(2657.53)
    const data = bars([flat(2698), flat(2698), [2698, 2698, 2657.53, 2660]])
    const run = runCase(tape(instrument(), data), script({ 0: 'buy' }), settings({ stopPct: 0.015 }))
    expect(fillsOf(run)[1]).toEqual([2, 'stop', -0.37, 2657.53])
  })

  it('at break-even is the entry price itself, however odd the decimal', () => {
    const doge = instrument('DOGEUSDT', { tickSize: 0.00001, lotStep: 1 })
    const data = bars([
      flat(0.07577),
      flat(0.07577),
      [0.07577, 0.0818, 0.07577, 0.08],
      [0.08, 0.08, 0.07577, 0.078],
    ])
    const run = runCase(
      tape(doge, data),
      script({ 0: 'buy' }),
      settings({ targetPct: 0.1, breakEvenAt: 0.7 }),
    )
    expect(fillsOf(run)[1]).toEqual([3, 'breakEven', -13197, 0.07577])
  })

  it('an average entry of equal prices is that price', () => {
    const data = bars([flat(0.1), flat(0.1), flat(0.1), flat(0.1)])
    const follow = (exposure: number) => ({ action: 'buy', confidence: 1, exposure }) as const
    const run = runCase(
      tape(instrument('XUSDT', { tickSize: 0.0001, lotStep: 0.1 }), data),
      script({ 0: follow(0.3), 1: follow(0.7), 2: follow(1) }),
      settings({}),
    )
    expect(run.simulation.state.account.positions[0]!.entryPrice).toBe(0.1)
  })

  it('after an optimistic target the stop is not tried again in that bar, liquidation is', () => {
    const free = instrument('TESTUSDT', { takerFeeBps: 0 })
    const data = bars([flat(100), flat(100), [100, 106, 80, 90]])
    const levered = rules({
      initialEquity: 1000,
      leverage: 20,
      sizing: { kind: 'notional', notional: 10_000 },
      exits: { targetPct: 0.05, targetShare: 0.5, stopPct: 0.03 },
      venue: { reading: 'optimistic' } as never,
    })
    // Half goes at 105: wallet 1250; the other 50 units are liquidated at (1250 − 5000) / (0.2 − 50).
    expect(fillsOf(runCase(tape(free, data), script({ 0: 'buy' }), levered)).slice(1)).toEqual([
      [2, 'target', -50, 105],
    ])
    const deeper = bars([flat(100), flat(100), [100, 106, 70, 90]])
    const fills = fillsOf(runCase(tape(free, deeper), script({ 0: 'buy' }), levered))
    expect(fills[2]![1]).toBe('liquidation')
    expect(fills[2]![3]).toBeCloseTo(3750 / 49.8, 9)
  })
})
