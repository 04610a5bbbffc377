import { describe, expect, it } from 'vitest'
import type { ExitRules } from '../../src/engine/rules.ts'
import type { BarReading } from '../../src/venue/rules.ts'
import { bars, type Candle, instrument, rules, script, tape } from '../support/market.ts'
import { fillsOf, runCase } from '../support/run.ts'

const FLAT: Candle = [100, 101, 99, 100]

function exits(
  side: 'buy' | 'sell',
  candles: readonly Candle[],
  exitRules: Partial<ExitRules>,
  reading: BarReading = 'pessimistic',
) {
  const settings = rules({
    sizing: { kind: 'notional', notional: 1000 },
    exits: { targetShare: 0.5, ...exitRules },
    venue: { reading } as never,
  })
  const run = runCase(tape(instrument(), bars([FLAT, ...candles])), script({ 0: side }), settings)
  return { run, exits: fillsOf(run).slice(1) }
}

describe('stops and targets (SPEC §7.2, 7.3)', () => {
  it('a stop fills at its level, and at the open where the open has gapped through it', () => {
    expect(exits('buy', [FLAT, [99, 99, 94, 96]], { stopPct: 0.05 }).exits).toEqual([[2, 'stop', -10, 95]])
    expect(exits('buy', [FLAT, [93, 94, 92, 93]], { stopPct: 0.05 }).exits).toEqual([[2, 'stop', -10, 93]])
    expect(exits('sell', [FLAT, [107, 108, 106, 107]], { stopPct: 0.05 }).exits).toEqual([
      [2, 'stop', 10, 107],
    ])
  })

  it('a stop is tried in the very bar of the entry', () => {
    expect(exits('buy', [[100, 100, 94, 96]], { stopPct: 0.05 }).exits).toEqual([[1, 'stop', -10, 95]])
  })

  it('a target closes its share at the level, or at the open beyond it', () => {
    expect(exits('buy', [FLAT, [100, 106, 100, 105]], { targetPct: 0.05 }).exits).toEqual([
      [2, 'target', -5, 105],
    ])
    expect(exits('buy', [FLAT, [108, 109, 107, 108]], { targetPct: 0.05 }).exits).toEqual([
      [2, 'target', -5, 108],
    ])
  })

  const both: Candle = [100, 106, 94, 100]
  it.each([
    ['pessimistic', [[2, 'stop', -10, 95]]],
    ['optimistic', [[2, 'target', -5, 105]]],
  ] as const)('with both levels in one bar, %s', (reading, expected) => {
    const { run, exits: fills } = exits('buy', [FLAT, both], { stopPct: 0.05, targetPct: 0.05 }, reading)
    expect(fills).toEqual(expected)
    expect(run.simulation.venue.ambiguousExits).toBe(1)
  })

  it('along open → nearer extreme → other extreme → close, under the ohlc reading', () => {
    const settings = { stopPct: 0.05, targetPct: 0.05 }
    // The high is nearer: target first, then the rest is stopped on the way down.
    expect(exits('buy', [FLAT, [101, 106, 94, 100]], settings, 'ohlc').exits).toEqual([
      [2, 'target', -5, 105],
      [2, 'stop', -5, 95],
    ])
    // The low is nearer: all of it is stopped before the high.
    expect(exits('buy', [FLAT, [99, 106, 94, 100]], settings, 'ohlc').exits).toEqual([[2, 'stop', -10, 95]])
  })

  it('is not ambiguous where only one level lies inside', () => {
    expect(
      exits('buy', [FLAT, [100, 104, 94, 100]], { stopPct: 0.05, targetPct: 0.05 }).run.simulation.venue
        .ambiguousExits,
    ).toBe(0)
  })
})

describe('moving stops (SPEC §7.4)', () => {
  it('trailing begins in the bar after the target, from its level, and follows the best price of the bars before', () => {
    const { exits: fills } = exits(
      'buy',
      [
        FLAT,
        [100, 110, 104, 108], // target at 105 fills half; the trailing stop is not yet there: 104 is above it anyway
        [108, 112, 103, 110], // level 105 · 0.98 = 102.9 holds in this bar
        [110, 111, 109.9, 110], // level 112 · 0.98 = 109.76
        [110, 110, 109, 109], // still 109.76: hit
      ],
      { targetPct: 0.05, trailPct: 0.02 },
    )
    expect(fills).toEqual([
      [2, 'target', -5, 105],
      [5, 'trailing', -5, 109.76],
    ])
  })

  it('the level that holds in a bar never comes from that bar', () => {
    // Up to 120 and back in one bar: the stop that follows from 120 is only there in the next.
    const { exits: fills } = exits(
      'buy',
      [FLAT, [100, 106, 100, 105], [105, 120, 103, 118], [118, 118, 117, 117]],
      { targetPct: 0.05, trailPct: 0.02 },
    )
    expect(fills).toEqual([
      [2, 'target', -5, 105],
      [4, 'trailing', -5, 117.6],
    ])
  })

  it('break-even: once 70 % of the way is done the stop stands at the entry, from the next bar on', () => {
    const settings = { stopPct: 0.05, targetPct: 0.1, breakEvenAt: 0.7 }
    const { exits: fills } = exits('buy', [FLAT, [100, 107, 97, 106], [106, 106, 99, 99]], settings)
    expect(fills).toEqual([[3, 'breakEven', -10, 100]])
    expect(exits('buy', [FLAT, [100, 106.9, 97, 106], [106, 106, 99, 99]], settings).exits).toEqual([])
  })

  it('stops only ever tighten', () => {
    const { exits: fills } = exits(
      'sell',
      [
        [100, 100, 99, 99],
        [99, 99, 90, 91],
        [91, 94, 91, 94],
        [94, 95, 94, 95],
      ],
      { trailPct: 0.05 },
    )
    // No target: trailing from the entry. Best 90 → 94.5; it stays there while the price rises.
    expect(fills).toEqual([[4, 'trailing', 10, 94.5]])
  })

  it('partial target, then trailing, then the rest; one trade', () => {
    const { run } = exits('buy', [FLAT, [100, 106, 100, 105], [105, 105, 100, 100]], {
      targetPct: 0.05,
      trailPct: 0.02,
    })
    const trade = run.simulation.log.trades.at(0)!
    expect(run.simulation.log.trades.length).toBe(1)
    expect(trade).toMatchObject({ fillCount: 3, exitReason: 'trailing', quantity: 10 })
    expect(trade.grossProfit).toBeCloseTo(5 * 5 + 5 * 2.9, 9)
  })
})

describe('time stop', () => {
  it('closes at the open after the given number of bars, that of the entry counted', () => {
    expect(exits('buy', [FLAT, FLAT, FLAT, FLAT, FLAT], { timeStopBars: 3 }).exits).toEqual([
      [4, 'timeStop', -10, 100],
    ])
  })
})
