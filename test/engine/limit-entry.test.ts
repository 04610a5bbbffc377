import { describe, expect, it } from 'vitest'
import type { EntryRules } from '../../src/engine/rules.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 100, 100, 100]

/** A limit order one percent below the close of 100: at 99. */
function enter(
  candles: readonly Candle[],
  entry: Partial<EntryRules> = {},
  limitFill: 'through' | 'touch' = 'through',
  then = {},
) {
  const settings = rules({
    sizing: { kind: 'notional', notional: 1000 },
    entry: { kind: 'limit', offsetBps: 100, lifeBars: 2, isPostOnly: false, ...entry } as EntryRules,
    venue: { limitFill } as never,
  })
  return runCase(tape(instrument(), bars([FLAT, ...candles])), script({ 0: 'buy', ...then }), settings)
}

describe('limit orders (SPEC §7.2)', () => {
  it('fill at their price, as maker, when the bar trades through it', () => {
    const run = enter([[100, 100, 98.9, 100]])
    expect(fillsOf(run)).toEqual([[1, 'entry', 10, 99]])
    expect(run.simulation.log.fills.at(0)).toMatchObject({ isMaker: true, fee: 990 * 2e-4 })
  })

  it('do not fill on a touch, unless so configured', () => {
    expect(fillsOf(enter([[100, 100, 99, 100]]))).toEqual([])
    expect(fillsOf(enter([[100, 100, 99, 100]], {}, 'touch'))).toEqual([[1, 'entry', 10, 99]])
  })

  it('take an open that is better, as taker when they arrive at it, as maker later', () => {
    const arriving = enter([[98, 98, 98, 98]])
    expect(fillsOf(arriving)).toEqual([[1, 'entry', 10, 98]])
    expect(arriving.simulation.log.fills.at(0)!.isMaker).toBe(false)
    const resting = enter([FLAT, [98, 98, 98, 98]])
    expect(fillsOf(resting)).toEqual([[2, 'entry', 10, 98]])
    expect(resting.simulation.log.fills.at(0)!.isMaker).toBe(true)
  })

  it('are refused when post-only and crossing', () => {
    const run = enter([[98, 98, 98, 98]], { isPostOnly: true })
    expect(fillsOf(run)).toEqual([])
    expect(run.simulation.log.refusals).toMatchObject([{ limit: 'postOnly', value: 98, bound: 99 }])
  })

  it('live for their bars and no longer', () => {
    expect(fillsOf(enter([FLAT, [100, 100, 98, 100]]))).toEqual([[2, 'entry', 10, 99]])
    expect(fillsOf(enter([FLAT, FLAT, [100, 100, 98, 100]]))).toEqual([])
  })

  it('are withdrawn by a decision against them', () => {
    expect(fillsOf(enter([FLAT, [100, 100, 98, 100]], {}, 'through', { 1: 'close' }))).toEqual([])
  })
})

describe('limit entries of several instruments inside one bar', () => {
  it('fill in the order of confidence, not of instruments: the surer takes the margin', () => {
    const dip: Candle = [100, 100, 98, 99]
    const specs = ['AUSDT', 'BUSDT', 'CUSDT'].map((id) => instrument(id, { makerFeeBps: 0 }))
    const tapes = specs.map((spec) => tape(spec, bars([FLAT, dip])))
    const sources = [0.5, 0.7, 0.9].map((confidence) => script({ 0: { action: 'buy', confidence } }))
    const settings = rules({
      initialEquity: 500,
      leverage: 5,
      sizing: { kind: 'notional', notional: 1000 },
      entry: { kind: 'limit', offsetBps: 100, lifeBars: 3, isPostOnly: false },
    })
    const { simulation } = runCase(tapes, sources, settings)
    expect([...simulation.log.fills].map((fill) => fill.instrument)).toEqual([2, 1])
    expect(simulation.log.refusals).toMatchObject([{ instrument: 0, layer: 'venue', limit: 'margin' }])
  })
})

describe('a limit entry, its target and its stop in one bar', () => {
  const wide: Candle = [100, 106, 94, 100]
  const read = (reading: 'pessimistic' | 'optimistic' | 'ohlc') => {
    const settings = rules({
      sizing: { kind: 'notional', notional: 1000 },
      entry: { kind: 'limit', offsetBps: 100, lifeBars: 3, isPostOnly: false },
      exits: { stopPct: 0.03, targetPct: 0.03, targetShare: 0.5 },
      venue: { reading } as never,
    })
    return fillsOf(runCase(tape(instrument(), bars([FLAT, wide])), script({ 0: 'buy' }), settings))
  }

  it('pessimistic: entry on the way down, and the stop', () => {
    expect(read('pessimistic').map(([, reason]) => reason)).toEqual(['entry', 'stop'])
  })

  it('optimistic: down to the entry, up to the target; the stop is not tried in that bar', () => {
    expect(read('optimistic')).toEqual([
      [1, 'entry', 10, 99],
      [1, 'target', -5, 101.97],
    ])
  })
})
