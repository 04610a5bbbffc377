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
