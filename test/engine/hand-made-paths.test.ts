import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/core/time.ts'
import { STANDARD_EXITS } from '../../src/risk/rules.ts'
import { type Candle, script } from '../support/market.ts'
import { freeInstrument, ruled, ruledTape } from '../support/ruled-market.ts'
import { fillsOf, refusalsOf, runCase } from '../support/run.ts'

/** Paths under all the rules, each worked out by hand: see `ruledTape` for the numbers of a trade. */

const FLAT: Candle = [100, 101, 99, 100]
const BUY = { action: 'buy', confidence: 0.6 } as const
const SELL = { action: 'sell', confidence: 0.6 } as const

const run = (candles: readonly Candle[], rules = ruled()) =>
  runCase(ruledTape([FLAT, ...candles]), script({ 0: BUY }), rules)

describe('one trade under all the rules', () => {
  it('gaps through its stop: the whole position at the open', () => {
    expect(fillsOf(run([FLAT, [95, 96, 94, 95]]))).toEqual([
      [1, 'entry', 50, 100],
      [2, 'stop', -50, 95],
    ])
  })

  it('gaps through its target: half of it at the open, the rest trails from there in the next bar', () => {
    expect(fillsOf(run([FLAT, [108, 109, 107.5, 108], [106, 106.5, 105.5, 106]]))).toEqual([
      [1, 'entry', 50, 100],
      [2, 'target', -25, 108],
      // 2 % below 108, which is where the target filled: the high of its own bar does not count
      [3, 'trailing', -25, 105.84],
    ])
  })

  it.each([
    ['pessimistic', [[2, 'stop', -50, 97]]],
    ['optimistic', [[2, 'target', -25, 106]]],
    // 3.5 down, 6.5 up: the low is nearer
    ['ohlc', [[2, 'stop', -50, 97]]],
  ] as const)('meets both levels in one bar, %s', (reading, exits) => {
    const rules = ruled({}, { venue: { ...ruled().venue, reading } })
    const result = run([FLAT, [100, 106.5, 96.5, 105]], rules)
    expect(fillsOf(result).slice(1)).toEqual(exits)
    expect(result.simulation.venue.ambiguousExits).toBe(1)
  })

  it('pays funding that settles with the open of its last bar, not what settles after its stop', () => {
    const tape = ruledTape([FLAT, FLAT, [99, 99, 96, 98], FLAT], {
      funding: [
        [1, 0.01, 100], // before the entry fills: nothing is held
        [2, 0.001, 99], // at the open of the bar of the exit: 50 · 99 · 0.001
        [2.5, 0.02, 97], // inside that bar: the stop is tried first
        [3, 0.02, 100],
      ],
    })
    const result = runCase(tape, script({ 0: BUY }), ruled())
    expect(fillsOf(result)[1]).toEqual([2, 'stop', -50, 97])
    expect(result.simulation.log.fundingPayments).toEqual([
      { time: 2 * HOUR_MS, instrument: 0, payment: 50 * 99 * 0.001 },
    ])
    expect(result.equity.at(-1)).toBeCloseTo(10_000 - 150 - 4.95, 9)
  })

  it('takes part of its profit, trails the rest, and is out', () => {
    const result = run([
      FLAT,
      [101, 104.5, 100.5, 104], // 70 % of the way (104.2): the stop goes to 100
      [104, 106.2, 103.9, 106], // half at 106
      [106, 108, 105.5, 107], // trails from 106: 103.88 holds; 108 lifts it to 105.84
      [107, 107.5, 105.8, 106],
    ])
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 50, 100],
      [3, 'target', -25, 106],
      [5, 'trailing', -25, 105.84],
    ])
    const trade = result.simulation.log.trades.at(0)!
    expect(trade).toMatchObject({
      proposedTime: HOUR_MS, // the close of the bar that opened at 0
      openTime: HOUR_MS,
      partialTime: 3 * HOUR_MS,
      trailingTime: 4 * HOUR_MS, // the close at which the stop first trailed
      closeTime: 5 * HOUR_MS,
      exitReason: 'trailing',
      initialRisk: 150,
      regime: 0,
      leverage: 30,
    })
    expect(trade.profit).toBeCloseTo(25 * 6 + 25 * 5.84, 9)
    expect(trade.favourableExcursion).toBeCloseTo(0.08, 12)
    expect(trade.adverseExcursion).toBeCloseTo(0.01, 12)
  })

  it('falls back to its entry once the stop is at break-even', () => {
    expect(fillsOf(run([FLAT, [101, 104.2, 100.5, 104], [103, 103, 99, 99.5]]))).toEqual([
      [1, 'entry', 50, 100],
      [3, 'breakEven', -50, 100],
    ])
  })

  it('does not move to break-even a tick before 70 % of the way', () => {
    expect(fillsOf(run([FLAT, [101, 104.19, 100.5, 104], [103, 103, 99, 99.5]]))).toHaveLength(1)
  })

  it('is the mirror for a short', () => {
    const tape = ruledTape([FLAT, FLAT, [99, 99.5, 95.8, 96], [96, 96.5, 93.9, 94], [94, 96, 93.5, 95.9]])
    const result = runCase(tape, script({ 0: SELL }), ruled())
    expect(fillsOf(result)).toEqual([
      [1, 'entry', -50, 100],
      [3, 'target', 25, 94],
      [4, 'trailing', 25, 95.88],
    ])
  })

  it('is closed by time', () => {
    const rules = ruled({}, { exits: { ...STANDARD_EXITS, timeStopBars: 3 } })
    expect(fillsOf(run([FLAT, FLAT, FLAT, [102, 103, 101, 102]], rules))).toEqual([
      [1, 'entry', 50, 100],
      [4, 'timeStop', -50, 102],
    ])
  })
})

describe('a spike to liquidation and back', () => {
  const SPIKE: Candle = [100, 100.5, 90, 100]
  const isolated = (beyondLiquidation: 'refuse' | 'lowerLeverage') =>
    ruled({ lifecycle: { beyondLiquidation } }, { marginMode: 'isolated' })

  it('is not met at 30 times: the stop would lie beyond nine tenths of the way to liquidation', () => {
    const result = run([FLAT, SPIKE], isolated('refuse'))
    expect(fillsOf(result)).toEqual([])
    // (1/30 − 0.004) / 0.996 of the price, nine tenths of it
    expect(refusalsOf(result)).toEqual([['sizing.liquidation', 1, 0.03, expect.closeTo(0.026506, 6)]])
  })

  it('is stopped out before it where leverage is lowered: 26 times is the highest that leaves the stop inside', () => {
    const result = run([FLAT, SPIKE], isolated('lowerLeverage'))
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 50, 100],
      [2, 'stop', -50, 97],
    ])
    expect(result.simulation.log.trades.at(0)!.leverage).toBe(26)
  })

  it('takes the position where nobody looks: 30 times with a stop of 8 % and no lifecycle', () => {
    const rules = ruled(
      { lifecycle: { kind: 'none' } },
      {
        marginMode: 'isolated',
        exits: { targetShare: 0.5, stopPct: 0.08 },
        sizing: { kind: 'notional', notional: 5000 },
      },
    )
    const result = run([FLAT, SPIKE], rules)
    // (166.67 − 5000) / (50 · 0.004 − 50)
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 50, 100],
      [2, 'liquidation', -50, expect.closeTo(97.05489, 5)],
    ])
    // what is left of the margin is less than the liquidation fee: no more than the margin is lost
    expect(result.equity.at(-1)).toBeCloseTo(10_000 - 5000 / 30, 9)
  })

  it('leaves a cross account with enough money alone', () => {
    const rules = ruled(
      {},
      { exits: { targetShare: 0.5, stopPct: 0.2 }, sizing: { kind: 'notional', notional: 5000 } },
    )
    expect(fillsOf(run([FLAT, SPIKE], rules))).toHaveLength(1)
  })
})

describe('the safety governor', () => {
  const minutes = (from: number, count: number) => Array.from({ length: count }, (_, i) => (from + i) / 60)
  const always = { decide: () => BUY }

  it('halts at 23:59, flattens, and lets trade again at 00:00 UTC', () => {
    // One-minute bars from 23:55. The entry of 23:56 loses 75 by the close at 23:59: the day may lose 60.
    const candles: Candle[] = [
      FLAT,
      FLAT,
      [100, 100, 99, 99],
      [99, 99, 98, 98.5], // 23:58, ends at 23:59 at −75
      [98, 98, 98, 98], // 23:59: flattened at its open; ends at midnight
      [98, 98, 98, 98], // 00:00
      [98, 98, 98, 98],
    ]
    const tape = ruledTape(candles, { hours: minutes(23 * 60 + 55, 7) })
    const rules = ruled({ governor: { maxDailyLoss: 60 }, portfolio: { cooldownSeconds: 0 } })
    const result = runCase(tape, always, rules, MINUTE_MS)
    const midnight = 24
    // 9 900 · 1.5 % ÷ (3 ÷ 98) = 4 851 = 49.5 units at 98
    expect(fillsOf(result)).toEqual([
      [midnight - 4 / 60, 'entry', 50, 100],
      [midnight - 1 / 60, 'governor', -50, 98],
      [midnight, 'entry', 49.5, 98],
    ])
    expect(result.simulation.log.governorChanges).toEqual([
      {
        time: 24 * HOUR_MS - MINUTE_MS,
        mode: 'HALTED',
        cause: 'dailyLoss',
        isOn: true,
        value: -75,
        bound: -60,
      },
      { time: 24 * HOUR_MS, mode: 'ACTIVE', cause: 'dailyLoss', isOn: false, value: -75, bound: -60 },
    ])
  })

  it('stays halted over midnight where it is reset by hand', () => {
    const tape = ruledTape([FLAT, [100, 100, 98, 98], [98, 98, 98, 98], [98, 98, 98, 98], [98, 98, 98, 98]], {
      hours: [21, 22, 23, 24, 25],
    })
    const rules = ruled({
      governor: { maxDailyLoss: 60, reset: 'manual' },
      portfolio: { cooldownSeconds: 0 },
    })
    const result = runCase(tape, always, rules)
    expect(fillsOf(result)).toEqual([
      [22, 'entry', 50, 100],
      [23, 'governor', -50, 98],
    ])
    expect(refusalsOf(result)).toEqual([['governor.dailyLoss', 3, -100, -60]])
  })

  it('lets nothing open after five losers in a row until the day is over', () => {
    // Every bar opens at 100 and falls through the stop at 97: a loser an hour.
    const candles: Candle[] = Array.from({ length: 26 }, () => [100, 100, 96, 100])
    const rules = ruled(
      { portfolio: { cooldownSeconds: 0 } },
      { sizing: { kind: 'notional', notional: 1000 } },
    )
    const result = runCase(ruledTape(candles), always, rules)
    const hours = fillsOf(result).map(([hour, reason]) => `${hour} ${reason}`)
    expect(hours).toEqual([
      '1 entry',
      // …
      ...[2, 3, 4, 5].flatMap((hour) => [`${hour - 1} stop`, `${hour} entry`]),
      '5 stop',
      '24 entry', // decided at midnight
      '24 stop',
      '25 entry',
      '25 stop',
    ])
    // The closes of the bars that opened at 5 … 22.
    expect(refusalsOf(result)).toEqual([['governor.losingStreak', 18, 5, 5]])
  })
})

describe('the portfolio', () => {
  const many = (count: number, candles: readonly Candle[]) =>
    Array.from({ length: count }, (_, k) =>
      ruledTape(candles, { spec: freeInstrument(`COIN${String(k).padStart(2, '0')}USDT`) }),
    )
  const small = { sizing: { kind: 'notional', notional: 1000 } } as const

  it('takes ten positions and refuses the eleventh: equal confidence goes by instrument', () => {
    const tapes = many(11, [FLAT, FLAT])
    const result = runCase(tapes, Array(11).fill(script({ 0: BUY })), ruled({}, small))
    expect([...result.simulation.log.fills].map(({ instrument }) => instrument)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    expect(result.simulation.log.refusals).toMatchObject([
      { instrument: 10, layer: 'portfolio', limit: 'positions', value: 11, bound: 10 },
    ])
  })

  it('prefers confidence', () => {
    const tapes = many(3, [FLAT, FLAT])
    const sources = [0.6, 0.9, 0.8].map((confidence) => script({ 0: { action: 'buy', confidence } }))
    const result = runCase(tapes, sources, ruled({ portfolio: { maxPositions: 2 } }, small))
    expect([...result.simulation.log.fills].map(({ instrument }) => instrument)).toEqual([1, 2])
    expect(result.simulation.log.refusals).toMatchObject([
      { instrument: 0, limit: 'positions', value: 3, bound: 2 },
    ])
  })

  it('fills up the total exposure: nine of 5 000, of the tenth nothing', () => {
    const tapes = many(10, [FLAT, FLAT])
    const result = runCase(tapes, Array(10).fill(script({ 0: BUY })), ruled())
    expect(result.simulation.log.fills.length).toBe(9)
    expect(refusalsOf(result)).toEqual([['governor.exposure', 1, 45_000, 45_000]])
  })

  it('lets the last one have what is left', () => {
    const tapes = many(2, [FLAT, FLAT])
    const result = runCase(
      tapes,
      Array(2).fill(script({ 0: BUY })),
      ruled({ governor: { maxExposure: 5700 } }),
    )
    expect([...result.simulation.log.fills].map(({ lots }) => lots)).toEqual([50_000, 7_000])
  })

  it('refuses what is left where that is less than is ever traded', () => {
    const tapes = many(2, [FLAT, FLAT])
    const result = runCase(
      tapes,
      Array(2).fill(script({ 0: BUY })),
      ruled({ governor: { maxExposure: 5019 } }),
    )
    expect(result.simulation.log.fills.length).toBe(1)
    expect(refusalsOf(result)).toEqual([['sizing.room', 1, 19, 20]])
  })

  const always = { decide: () => BUY }
  const STOPPED: Candle = [100, 100, 96, 100]

  it('rests for a whole bar after the one in which a trade ended', () => {
    const result = runCase(ruledTape([FLAT, FLAT, STOPPED, FLAT, FLAT]), always, ruled())
    // Stopped in the bar of hour 2: its close is refused, the close of hour 3 is not.
    expect(fillsOf(result).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [2, 'stop'],
      [4, 'entry'],
    ])
    expect(refusalsOf(result)).toEqual([['portfolio.cooldown', 1, 3600, 0]])
  })

  it('rests for two whole one-minute bars, which are 120 seconds', () => {
    const hours = [0, 1, 2, 3, 4, 5].map((minute) => minute / 60)
    const tape = ruledTape([FLAT, FLAT, STOPPED, FLAT, FLAT, FLAT], { hours })
    const result = runCase(tape, always, ruled(), MINUTE_MS)
    expect(fillsOf(result).map(([hour, reason]) => [hour * 60, reason])).toEqual([
      [1, 'entry'],
      [2, 'stop'],
      [5, 'entry'],
    ])
    expect(refusalsOf(result)).toEqual([['portfolio.cooldown', 2, 120, 0]])
  })

  it('rests for a bar after a close at the open, whose time is known', () => {
    const source = script({ 0: BUY, 1: 'close', 2: BUY, 3: BUY })
    const result = runCase(ruledTape([FLAT, FLAT, FLAT, FLAT]), source, ruled())
    // Out at the open of hour 2: its close is an hour later.
    expect(fillsOf(result).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [2, 'signal'],
      [3, 'entry'],
    ])
  })

  it('rests by time, not by bars: a gap counts', () => {
    const result = runCase(ruledTape([FLAT, FLAT, STOPPED, FLAT], { hours: [0, 1, 2, 8] }), always, ruled())
    expect(fillsOf(result)).toHaveLength(2)
    const later = runCase(
      ruledTape([FLAT, FLAT, STOPPED, FLAT, FLAT], { hours: [0, 1, 2, 8, 9] }),
      always,
      ruled(),
    )
    expect(fillsOf(later).at(-1)!.slice(0, 2)).toEqual([9, 'entry'])
  })
})

describe('a signal against the open position', () => {
  const candles: Candle[] = [FLAT, FLAT, FLAT, FLAT, FLAT]
  const turned = (onOpposite: 'warn' | 'close' | 'reverse', confidence: number) =>
    runCase(
      ruledTape(candles),
      script({ 0: BUY, 2: { action: 'sell', confidence } }),
      ruled({ lifecycle: { onOpposite } }),
    )

  it('warn: is recorded, the position stays', () => {
    const result = turned('warn', 0.9)
    expect(fillsOf(result)).toHaveLength(1)
    expect(refusalsOf(result)).toEqual([['lifecycle.opposite', 1, 0.9, Number.NaN]])
  })

  it('close: the position is closed and nothing is opened', () => {
    expect(fillsOf(turned('close', 0.6)).slice(1)).toEqual([[3, 'opposite', -50, 100]])
  })

  it('reverse: closed and opened the other way, at the same open and in spite of the cooldown', () => {
    expect(fillsOf(turned('reverse', 0.6)).slice(1)).toEqual([
      [3, 'reversal', -50, 100],
      [3, 'entry', -50, 100],
    ])
  })

  it.each(['close', 'reverse'] as const)(
    '%s: not for a signal that would not be good enough to trade',
    (policy) => {
      const result = turned(policy, 0.37)
      expect(fillsOf(result)).toHaveLength(1)
      expect(refusalsOf(result)).toEqual([['policy.confidence', 1, 0.37, 0.38]])
    },
  )
})

describe('an instrument whose funding interval goes from 4 h to 1 h', () => {
  it('may cost 0.5 % a settlement before, 0.125 % after', () => {
    const intervals = Float64Array.from([4, 4, 4, 4, 1, 1, 1], (hours) => hours * HOUR_MS)
    const rates = Float64Array.from([0.002, 0.002, 0.002, 0.002, 0.002, 0.002, 0.001])
    const tape = ruledTape(Array(7).fill(FLAT), {
      context: { fundingRates: rates, fundingIntervalsMs: intervals },
    })
    const decisions = { 0: BUY, 2: 'close', 4: BUY, 5: BUY, 6: BUY } as const
    const rules = ruled({ costs: { kind: 'none' } })
    const result = runCase(tape, script(decisions), rules)
    expect(fillsOf(result).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [3, 'signal'],
    ])
    expect(refusalsOf(result)).toEqual([['funding.rate', 2, 0.002, 0.00125]])
    expect(result.simulation.state.seats[0]!.entry?.lots).toBe(50_000) // let pass at the last close
  })

  it('makes the expected funding of a day four times as dear', () => {
    const rates = Float64Array.from([0.001, 0.001, 0.001])
    const rated = (hours: number) =>
      runCase(
        ruledTape([FLAT, FLAT, FLAT], {
          context: { fundingRates: rates, fundingIntervalsMs: rates.map(() => hours * HOUR_MS) },
        }),
        script({ 0: { action: 'buy', confidence: 0.5 } }),
        ruled(),
      )
    // The edge is 500 · (½ − ⅓) ÷ ⅔ = 125 bps; costs are 1 bp and 60 or 240 bps of funding.
    expect(fillsOf(rated(4))).toHaveLength(1)
    expect(refusalsOf(rated(1))).toEqual([['costs.edge', 1, expect.closeTo(125, 9), expect.closeTo(241, 9)]])
  })
})
