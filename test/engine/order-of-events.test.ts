import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 101, 99, 100]
const fixed = (notional: number) => ({ sizing: { kind: 'notional', notional } }) as const

describe('the order inside a bar (SPEC §7.1)', () => {
  it('fills at the next open what was decided at a close, with the quantity of that close', () => {
    const data = bars([
      [100, 101, 99, 100],
      [102, 103, 101, 102],
      [104, 105, 103, 104],
    ])
    const run = runCase(tape(instrument(), data), script({ 0: 'buy' }), rules(fixed(1000)))
    expect(fillsOf(run)).toEqual([[1, 'entry', 10, 102]])
    // 10 units at 102: fee 1020 · 5 bps; valued at the close
    expect([...run.equity]).toEqual([10_000, 10_000 - 0.51, 10_000 - 0.51 + 20])
  })

  it('waits out a gap: the order fills at the first open after it', () => {
    const data = bars([FLAT, [110, 111, 109, 110], [110, 111, 109, 110]], [0, 5, 6])
    const run = runCase(tape(instrument(), data), script({ 0: 'buy' }), rules(fixed(1000)))
    expect(fillsOf(run)).toEqual([[5, 'entry', 10, 110]])
  })

  it('turns round with a closing and an opening order, sized at the decision', () => {
    const data = bars([FLAT, FLAT, [100, 101, 99, 100], [90, 91, 89, 90]])
    const run = runCase(tape(instrument(), data), script({ 0: 'buy', 2: 'sell' }), rules(fixed(1000)))
    expect(fillsOf(run)).toEqual([
      [1, 'entry', 10, 100],
      [3, 'reversal', -10, 90],
      [3, 'entry', -10, 90],
    ])
    expect(run.simulation.log.trades.length).toBe(1)
    const trade = run.simulation.log.trades.at(0)!
    expect(trade).toMatchObject({
      side: 1,
      entryPrice: 100,
      exitPrice: 90,
      grossProfit: -100,
      exitReason: 'reversal',
    })
    expect(trade.fees).toBeCloseTo(0.5 + 0.45, 12)
  })

  it('decides nothing on a bar that fills inside that bar', () => {
    const data = bars([FLAT, [100, 150, 50, 100], [120, 121, 119, 120]])
    const run = runCase(tape(instrument(), data), script({ 1: 'buy' }), rules(fixed(1000)))
    expect(fillsOf(run)).toEqual([[2, 'entry', 10, 120]])
  })

  it('lets closing orders fill before opening ones, so that their margin is free', () => {
    const data = bars([FLAT, FLAT, FLAT, FLAT])
    const a = tape(instrument('AUSDT'), data)
    const b = tape(instrument('BUSDT'), data)
    // Leverage 1 and nearly all of the equity in one position: B can only be opened when A is closed.
    const tight = rules({ leverage: 1, sizing: { kind: 'share', share: 0.99 } })
    const run = runCase(
      [a, b],
      [script({ 0: 'buy', 2: 'close' }), script({ 2: { action: 'buy', confidence: 0.1 } })],
      tight,
    )
    expect(fillsOf(run).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [3, 'signal'],
      [3, 'entry'],
    ])
    expect(run.simulation.log.refusals).toEqual([])
  })

  it('gives scarce margin to the more confident, and between equals to the earlier id', () => {
    const data = bars([FLAT, FLAT, FLAT])
    const tapes = ['AUSDT', 'BUSDT', 'CUSDT'].map((id) => tape(instrument(id), data))
    const tight = rules({ leverage: 1, sizing: { kind: 'share', share: 0.45 } })
    const run = runCase(
      tapes,
      [
        script({ 0: { action: 'buy', confidence: 0.5 } }),
        script({ 0: { action: 'buy', confidence: 0.5 } }),
        script({ 0: { action: 'sell', confidence: 0.9 } }),
      ],
      tight,
    )
    expect([...run.simulation.log.fills].map((fill) => fill.instrument)).toEqual([2, 0])
    expect(run.simulation.log.refusals).toMatchObject([{ instrument: 1, limit: 'margin', time: HOUR_MS }])
  })

  it('rounds market fills to the tick against us and quantities down to the lot', () => {
    const coarse = instrument('TESTUSDT', { tickSize: 0.5, lotStep: 0.1 })
    const data = bars([
      [100, 100, 100, 99.9],
      [100, 100, 100, 100],
      [100, 100, 100, 100],
      [100, 100, 100, 100],
    ])
    const slipping = rules({ ...fixed(1000), venue: { slippage: { kind: 'fixed', bps: 2 } } as never })
    const run = runCase(tape(coarse, data), script({ 0: 'buy', 2: 'sell' }), slipping)
    // 1000 / 99.9 = 10.01 → 10.0 units; 100 · 1.0002 → 100.5; the way down 100 · 0.9998 → 99.5
    expect(fillsOf(run)).toEqual([
      [1, 'entry', 10, 100.5],
      [3, 'reversal', -10, 99.5],
      [3, 'entry', -10, 99.5],
    ])
  })

  it('refuses what is below the minimum notional, and says so once', () => {
    const data = bars([FLAT, FLAT, FLAT])
    const run = runCase(tape(instrument(), data), script({ 0: 'buy', 1: 'buy', 2: 'buy' }), rules(fixed(4.9)))
    expect(fillsOf(run)).toEqual([])
    expect(run.simulation.log.refusals).toMatchObject([
      { limit: 'minNotional', value: 4.9, bound: 5, side: 1 },
    ])
  })

  it('follows an exposure: adds at the average price, reduces at the old average', () => {
    const data = bars([
      FLAT,
      [100, 100, 100, 100],
      [110, 110, 110, 110],
      [120, 120, 120, 120],
      [120, 120, 120, 120],
    ])
    const follow = (exposure: number) => ({ action: 'buy', confidence: 1, exposure }) as const
    const run = runCase(
      tape(instrument(), data),
      script({ 0: follow(0.5), 1: follow(1), 3: follow(0.6) }),
      rules(fixed(1000)),
    )
    expect(fillsOf(run)).toEqual([
      [1, 'entry', 5, 100],
      [2, 'entry', 5, 110],
      [4, 'signal', -5, 120],
    ])
    const position = run.simulation.state.account.positions[0]!
    expect(position.entryPrice).toBe(105)
    expect(run.simulation.state.account.realised).toBe(75)
  })
})
