import { describe, expect, it } from 'vitest'
import { STANDARD_AUTO_LEVERAGE, STANDARD_SIZING } from '../../src/risk/rules.ts'
import { type Candle, script } from '../support/market.ts'
import { freeInstrument, ruled, ruledTape } from '../support/ruled-market.ts'
import { fillsOf, refusalsOf, runCase } from '../support/run.ts'

/** Positions that follow an exposure: what is added, what is taken away, and what protects the whole. */

const FLAT: Candle = [100, 101, 99, 100]
const at = (exposure: number, confidence = 0.6) => ({ action: 'buy', confidence, exposure }) as const
const wide = { sizing: { ...STANDARD_SIZING, maxNotional: 50_000 } }
const noCosts = { costs: { kind: 'none' } } as const

describe('an addition', () => {
  it('is protected by the stop that it was sized with: the loss at the stop stays what was to be risked', () => {
    // An ATR of 2, then of 0.2: 50 units with a stop of 3 %, then 500 with one of 0.3 %, of which 45 000 are allowed.
    const tape = ruledTape([FLAT, FLAT, FLAT, [100, 100, 99, 99], [99, 99, 99, 99]], {
      context: { atrs: Float64Array.of(2, 0.2, 2, 2, 2) },
    })
    const result = runCase(tape, script({ 0: at(1), 1: at(1) }), ruled(noCosts, { ...wide, leverage: 10 }))
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 50, 100],
      [2, 'entry', 400, 100],
      [2, 'stop', -450, 99.7],
    ])
    expect(result.equity.at(-1)).toBeCloseTo(10_000 - 135, 9)
    expect(result.simulation.log.trades.at(0)!.initialRisk).toBeCloseTo(135, 9)
  })

  it('never loosens the stop', () => {
    // The other way round: 500 units with a stop of 0.3 %; a wider stop is a smaller position, and stays where it is.
    const candles: Candle[] = [FLAT, [100, 100, 99.8, 100], [100, 100, 99.8, 100], [100, 100, 99.5, 100]]
    const tape = ruledTape(candles, { context: { atrs: Float64Array.of(0.2, 0.2, 0.4, 2) } })
    const decisions = { 0: at(0.2), 1: at(1) }
    const tight = runCase(tape, script(decisions), ruled(noCosts, { ...wide, leverage: 10 }))
    expect(fillsOf(tight)).toEqual([
      [1, 'entry', 100, 100],
      [2, 'entry', 350, 100],
      [3, 'stop', -450, 99.7],
    ])
    const later = runCase(tape, script({ 0: at(0.2), 2: at(1) }), ruled(noCosts, { ...wide, leverage: 10 }))
    // Sized with 0.6 %: 250 units; the stop stays at 0.3 %.
    expect(fillsOf(later).slice(1)).toEqual([
      [3, 'entry', 150, 100],
      [3, 'stop', -250, 99.7],
    ])
  })

  it('moves the average entry: break-even has to be earned again, the stop stays', () => {
    const candles: Candle[] = [
      FLAT,
      FLAT,
      [101, 104.5, 100.5, 104], // break-even: the stop goes to 100
      [104, 104, 103.9, 104], // 25 more at 104: the average is 102
      [103, 103, 99, 99.5],
    ]
    const result = runCase(ruledTape(candles), script({ 0: at(0.5), 2: at(1) }), ruled(noCosts, wide))
    const [, , exit] = fillsOf(result)
    expect(exit![1]).toBe('stop')
    expect(exit![3]).toBeGreaterThanOrEqual(100)
  })

  it('keeps the leverage of the position', () => {
    // Automatic leverage would be 13 at first and less in the wilder market.
    const tape = ruledTape([FLAT, FLAT, FLAT], { context: { atrs: Float64Array.of(2, 3, 3) } })
    const rules = ruled(noCosts, {
      leverage: STANDARD_AUTO_LEVERAGE,
      sizing: { kind: 'notional', notional: 5000 },
    })
    const result = runCase(tape, script({ 0: at(0.5), 1: at(1) }), rules)
    expect(fillsOf(result)).toHaveLength(2)
    expect(result.simulation.state.account.positions[0]!.leverage).toBe(13)
  })

  it('is not held up by the cooldown of the trade before', () => {
    const decisions = {
      0: at(0.5),
      2: { ...at(0.5), action: 'sell' },
      3: { ...at(1), action: 'sell' },
    } as const
    const rules = ruled({
      ...noCosts,
      lifecycle: { onOpposite: 'reverse' },
      portfolio: { cooldownSeconds: 36_000 },
    })
    const result = runCase(ruledTape(Array(6).fill(FLAT)), script(decisions), rules)
    expect(fillsOf(result).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [3, 'reversal'],
      [3, 'entry'],
      [4, 'entry'],
    ])
  })
})

describe('a reduction', () => {
  it('takes stop and target down with it: half of what is left goes at the target, the rest trails', () => {
    const candles: Candle[] = [FLAT, FLAT, FLAT, [104, 107, 104, 106.5], [106, 106, 103, 104]]
    const result = runCase(ruledTape(candles), script({ 0: at(1), 1: at(0.5) }), ruled())
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 50, 100],
      [2, 'signal', -25, 100],
      [3, 'target', -12.5, 106],
      [4, 'trailing', -12.5, 103.88],
    ])
  })

  it('counts while a limit addition waits: the addition is taken back', () => {
    const rules = ruled(noCosts, {
      entry: { kind: 'limit', offsetBps: 100, lifeBars: 50, isPostOnly: false },
    })
    const candles: Candle[] = [FLAT, [100, 100, 98, 100], FLAT, [100, 100, 99.5, 100], [100, 100, 98.5, 99]]
    const result = runCase(ruledTape(candles), script({ 0: at(0.5), 1: at(1), 2: at(0.1) }), rules)
    // A tenth of 50.125: equity is 10 025 by then.
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 25, 99],
      [3, 'signal', -19.988, 100],
    ])
  })
})

describe('a trade that ends', () => {
  it('takes its waiting addition with it', () => {
    const rules = ruled(
      { ...noCosts, portfolio: { cooldownSeconds: 36_000 } },
      { entry: { kind: 'limit', offsetBps: 400, lifeBars: 50, isPostOnly: false } },
    )
    // In at 96; the addition waits at 96 again (100 − 4 %); the stop of 93.12 goes first, then 95 is seen no more.
    const candles: Candle[] = [
      FLAT,
      [100, 100, 95, 100],
      [100, 100, 99, 100],
      [92, 93, 90, 92],
      [92, 92, 91, 92],
    ]
    const result = runCase(ruledTape(candles), script({ 0: at(0.5), 1: at(1) }), rules)
    expect(fillsOf(result).map(([hour, reason]) => [hour, reason])).toEqual([
      [1, 'entry'],
      [3, 'stop'],
    ])
    expect(result.simulation.venue.restingOrders(0)).toEqual([])
  })

  it('leaves nothing of itself to the next one', () => {
    // The first goes to break-even and its target; the second starts with its own stop, target and break-even.
    const round: Candle[] = [FLAT, [101, 106.5, 100.5, 106], [104, 104, 103, 103.5]]
    const candles = [FLAT, ...round, FLAT, ...round, FLAT]
    const rules = ruled({ portfolio: { cooldownSeconds: 0 } })
    const result = runCase(ruledTape(candles), script({ 0: at(1), 4: at(1) }), rules)
    expect(fillsOf(result)).toEqual([
      [1, 'entry', 50, 100],
      [2, 'target', -25, 106],
      [3, 'trailing', -25, 103.88],
      [5, 'entry', 50, 100],
      [6, 'target', -25, 106],
      [7, 'trailing', -25, 103.88],
    ])
  })
})

describe('an exposure above one', () => {
  it('breaks neither the greatest notional nor the cap on the risk', () => {
    const units = (overrides = {}) =>
      fillsOf(runCase(ruledTape([FLAT, FLAT]), script({ 0: at(8) }), ruled(noCosts, overrides)))[0]![2]
    expect(units()).toBe(50)
    // 3 % of 10 000 at a stop of 3 %
    expect(units(wide)).toBe(100)
  })
})

describe('a stop that makes no sense', () => {
  const first = (atr: number) =>
    refusalsOf(
      runCase(
        ruledTape([FLAT, FLAT], { context: { atrs: Float64Array.of(atr, atr) } }),
        script({ 0: at(1) }),
        ruled({ policy: { kind: 'fixed' }, ...noCosts }, { exits: { targetShare: 0.5, stopAtrs: 1.5 } }),
      ),
    )

  it('at the entry itself, or beyond nothing, is refused', () => {
    expect(first(0)).toEqual([['sizing.stop', 1, 0, 0.0001]])
    expect(first(70)).toEqual([['sizing.stop', 1, 1.05, 0.0001]])
    expect(first(2)).toEqual([])
  })
})

describe('a day that is lost with its last bar', () => {
  const CRASH: Candle = [100, 100, 60, 60]
  const rules = (reset: 'newDay' | 'manual') =>
    ruled(
      { governor: { maxDailyLossPct: 0.02, reset }, portfolio: { cooldownSeconds: 0 } },
      { exits: { targetShare: 0.5 }, sizing: { kind: 'notional', notional: 5000 } },
    )
  const tape = () => {
    const after: Candle = [60, 60, 60, 60]
    return ruledTape([FLAT, FLAT, CRASH, after, after, after], { hours: [21, 22, 23, 24, 25, 26] })
  }
  const always = { decide: () => ({ action: 'buy', confidence: 0.6 }) as const }

  it('is seen at midnight: flattened at the next open, and open again a bar later', () => {
    const result = runCase(tape(), always, rules('newDay'))
    expect(fillsOf(result).map(([hour, reason]) => [hour, reason])).toEqual([
      [22, 'entry'],
      [24, 'governor'],
      [25, 'entry'],
    ])
    expect(result.simulation.log.governorChanges.map(({ isOn, value }) => [isOn, value])).toEqual([
      [true, -2000],
      [false, -2000],
    ])
  })

  it('stays halted where it is reset by hand', () => {
    const result = runCase(tape(), always, rules('manual'))
    expect(fillsOf(result)).toHaveLength(2)
  })
})

describe('entries of one instant on a cross account', () => {
  it('leave to each other what their maintenance takes', () => {
    const four = ['A', 'B', 'C', 'D'].map((name) =>
      ruledTape([FLAT, FLAT], { spec: freeInstrument(`${name}USDT`) }),
    )
    const rules = ruled(
      { governor: { kind: 'none' }, portfolio: { kind: 'none' }, ...noCosts },
      {
        initialEquity: 2000,
        leverage: 100,
        exits: { targetShare: 0.5, stopPct: 0.04 },
        sizing: { kind: 'notional', notional: 40_000 },
      },
    )
    const result = runCase(four, Array(4).fill(script({ 0: at(1) })), rules)
    // 2 000 of 40 000 are 5 %; each entry takes 160 of maintenance: 4.62, 4.22, 3.82 % are left, nine tenths of it usable.
    expect(refusalsOf(result).map(([limit]) => limit)).toEqual([
      'sizing.liquidation',
      'sizing.liquidation',
      'sizing.liquidation',
    ])
    expect(result.simulation.log.fills.length).toBe(1)
  })
})
