import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 100, 100, 100]
const free = instrument('TESTUSDT', { takerFeeBps: 0 })

describe('a bar whose open is its extreme', () => {
  const settings = rules({
    initialEquity: 1000,
    leverage: 20,
    sizing: { kind: 'notional', notional: 10_000 },
  })
  const last = bars([FLAT, FLAT, [100, 103, 100, 102]])

  it('still liquidates a long whose mark fell inside it', () => {
    const mark = { ...last, lows: Float64Array.from([100, 100, 80]) }
    const run = runCase({ ...tape(free, last), mark }, script({ 0: 'buy' }), settings)
    expect(fillsOf(run)[1]).toEqual([2, 'liquidation', -100, 9000 / 99.6])
  })

  it('still stops a long that is triggered by mark', () => {
    const mark = { ...last, lows: Float64Array.from([100, 100, 94]) }
    const byMark = {
      ...settings,
      leverage: 5,
      initialEquity: 10_000,
      exits: { stopPct: 0.05, targetShare: 0.5 },
      venue: { ...settings.venue, triggerBy: 'mark' as const },
    }
    // The level was reached by the mark alone: the fill is at the last price nearest to it.
    expect(fillsOf(runCase({ ...tape(free, last), mark }, script({ 0: 'buy' }), byMark))[1]).toEqual([
      2,
      'stop',
      -100,
      100,
    ])
  })
})

describe('long and short', () => {
  it('are mirror images: exits on a path turned upside down come at the same bars for the same reasons', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
        const random = new Random(seed, 'mirror')
        let price = 1000
        const path = Array.from({ length: 40 }, (): Candle => {
          const open = Math.round(price + 4 * random.normal())
          const close = Math.round(open + 6 * random.normal())
          price = close
          return [
            open,
            Math.max(open, close) + random.integer(0, 9),
            Math.min(open, close) - random.integer(0, 9),
            close,
          ]
        })
        const turned = path.map(([o, h, l, c]): Candle => [2000 - o, 2000 - l, 2000 - h, 2000 - c])
        const reading = (['pessimistic', 'optimistic', 'ohlc'] as const)[random.integer(0, 2)]!
        // Percentages are of the entry, so both enter at 1000.
        const start: Candle = [1000, 1000, 1000, 1000]
        const settings = rules({
          sizing: { kind: 'notional', notional: 1000 },
          exits: { stopPct: 0.02, targetPct: 0.025, targetShare: 0.5, breakEvenAt: 0.7 },
          venue: { reading } as never,
        })
        const exits = (candles: readonly Candle[], side: 'buy' | 'sell') =>
          fillsOf(runCase(tape(free, bars([start, start, ...candles])), script({ 0: side }), settings)).map(
            ([hour, reason, units, at]) => [hour, reason, Math.abs(units), side === 'buy' ? at : 2000 - at],
          )
        expect(exits(turned, 'sell')).toEqual(exits(path, 'buy'))
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})
