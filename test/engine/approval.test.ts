import { describe, expect, it } from 'vitest'
import { STANDARD_AUTO_LEVERAGE, STANDARD_EXITS, STANDARD_SIZING } from '../../src/risk/rules.ts'
import { type Candle, instrument, script } from '../support/market.ts'
import { freeInstrument, ruled, ruledTape } from '../support/ruled-market.ts'
import { fillsOf, refusalsOf, runCase } from '../support/run.ts'

/** From a wish to a sized order: what each rule makes of one and the same buy at 100. */

const FLAT: Candle = [100, 101, 99, 100]
const buy = (confidence: number) => script({ 0: { action: 'buy', confidence } })
const wide = { ...STANDARD_SIZING, maxNotional: 1e6 }

/** Units bought. */
function bought(confidence: number, rules = ruled({}, { sizing: wide }), context = {}): number {
  const result = runCase(ruledTape([FLAT, FLAT], { context }), buy(confidence), rules)
  return fillsOf(result)[0]?.[2] ?? 0
}

const constant = (value: number) => Float64Array.of(value, value)

describe('the size of an order', () => {
  it.each([
    // 10 000 · 1.5 % · multiplier ÷ 3 %; at 0.85 the cap of 3 % holds
    [0.5, 15],
    [0.6, 50],
    [0.7, 75],
    [0.85, 100],
  ])('with confidence %d', (confidence, units) => {
    expect(bought(confidence)).toBe(units)
  })

  it.each([
    // multiplier 1.2 · 150 ÷ 3 %; 0.8 · 150 ÷ 3 %
    ['trending', 1, 60],
    ['ranging', -1, 40],
  ])('%s', (_name, regime, units) => {
    expect(bought(0.6, ruled({}, { sizing: wide }), { regimes: constant(regime) })).toBe(units)
  })

  it('is sized with the stop that is placed: by percent where that is tighter', () => {
    // An ATR of 6 would be a stop of 9 %: 8 % holds. 150 ÷ 8 %
    const context = { atrs: constant(6) }
    expect(bought(0.6, ruled({ policy: { kind: 'fixed' } }, { sizing: wide }), context)).toBe(18.75)
  })

  it('stays between 20 and 5 000', () => {
    expect(bought(0.85, ruled())).toBe(50)
    const tiny = ruled({}, { initialEquity: 100, sizing: STANDARD_SIZING })
    // 100 · 1.5 % · 0.3 ÷ 3 % = 15
    expect(bought(0.5, tiny)).toBe(0.2)
  })

  it('is a share of the allotment where the signal says so', () => {
    const half = script({ 0: { action: 'buy', confidence: 0.6, exposure: 0.5 } })
    const result = runCase(ruledTape([FLAT, FLAT]), half, ruled({}, { sizing: wide }))
    expect(fillsOf(result)[0]![2]).toBe(25)
  })

  it('is rounded down to the lot, and refused below the least notional of the instrument', () => {
    const coarse = { ...freeInstrument(), lotStep: 7 }
    const order = (minNotional: number) =>
      runCase(ruledTape([FLAT, FLAT], { spec: { ...coarse, minNotional } }), buy(0.6), ruled())
    expect(fillsOf(order(4900))[0]![2]).toBe(49)
    expect(refusalsOf(order(4901))).toEqual([['sizing.minNotional', 1, 4900, 4901]])
  })

  it('is not known without a stop', () => {
    const rules = ruled(
      { lifecycle: { kind: 'none' }, policy: { kind: 'none' } },
      { exits: { targetShare: 0.5, stopAtrs: 1.5 } },
    )
    const result = runCase(
      ruledTape([FLAT, FLAT], { context: { atrs: constant(Number.NaN) } }),
      buy(0.6),
      rules,
    )
    expect(fillsOf(result)).toEqual([])
    expect(refusalsOf(result)).toEqual([['sizing.stop', 1, Number.NaN, 0.0001]])
  })

  it('is nothing without equity', () => {
    const ruin = script({
      0: { action: 'buy', confidence: 0.6 },
      1: 'close',
      2: { action: 'buy', confidence: 0.6 },
    })
    const rules = ruled(
      { lifecycle: { kind: 'none' }, governor: { kind: 'none' }, portfolio: { kind: 'none' } },
      {
        initialEquity: 100,
        leverage: 100,
        exits: { targetShare: 0.5 },
        sizing: { kind: 'notional', notional: 5000 },
      },
    )
    const result = runCase(ruledTape([FLAT, FLAT, [90, 90, 90, 90], FLAT]), ruin, rules)
    expect(result.equity.at(-1)).toBeLessThan(0)
    expect(refusalsOf(result).at(-1)).toEqual(['sizing.equity', 1, result.equity.at(-1), 0])
  })
})

describe('the leverage of an order', () => {
  const leverage = (rules = ruled(), spec = freeInstrument()) =>
    runCase(ruledTape([FLAT, FLAT], { spec }), buy(0.6), rules).simulation.state.account.positions[0]!

  it('is 30 by default: a margin of 166.67', () => {
    const position = leverage()
    expect(position.leverage).toBe(30)
    expect(position.initialMargin).toBeCloseTo(166.67, 2)
  })

  it('auto: the highest of 5 … 20 that keeps two ATRs beyond the stop', () => {
    // Stop 3 % and 4 % of ATRs: 13 times, see the test of autoLeverage.
    expect(leverage(ruled({}, { leverage: STANDARD_AUTO_LEVERAGE })).leverage).toBe(13)
  })

  it('is at most what the bracket allows', () => {
    const [first] = instrument().brackets
    const spec = { ...freeInstrument(), brackets: [{ ...first!, notionalCap: 1e12, maxLeverage: 8 }] }
    expect(leverage(ruled(), spec).leverage).toBe(8)
  })

  it('is what the free margin of the next order is counted with', () => {
    // 400 of equity: the first takes 5 000 ÷ 30, the second too, the third finds 66.67 left.
    const rules = ruled(
      { governor: { kind: 'none' }, portfolio: { kind: 'none' }, lifecycle: { kind: 'none' } },
      { initialEquity: 400, sizing: { kind: 'notional', notional: 5000 } },
    )
    const tapes = ['AUSDT', 'BUSDT', 'CUSDT'].map((id) =>
      ruledTape([FLAT, FLAT], { spec: freeInstrument(id) }),
    )
    const result = runCase(tapes, [buy(0.6), buy(0.6), buy(0.6)], rules)
    expect(refusalsOf(result)).toEqual([
      ['venue.margin', 1, expect.closeTo(166.667, 3), expect.closeTo(66.667, 3)],
    ])
  })
})

describe('the layers in their order', () => {
  const dear = { fundingRates: constant(0.5) }
  const asked = (risk: Parameters<typeof ruled>[0], confidence = 0.6, context = {}) =>
    refusalsOf(runCase(ruledTape([FLAT, FLAT], { context }), buy(confidence), ruled(risk)))[0]?.[0]

  it('the first that refuses is the one that is recorded', () => {
    const all = { regimes: constant(Number.NaN), ...dear }
    const none = { kind: 'none' } as const
    const exposure = { maxExposure: 0 }
    const positions = { maxPositions: 0 }
    expect(asked({ governor: exposure, portfolio: positions }, 0.1, all)).toBe('governor.exposure')
    expect(asked({ portfolio: positions }, 0.1, all)).toBe('policy.confidence')
    expect(asked({ portfolio: positions }, 0.6, all)).toBe('lifecycle.warmUp')
    expect(asked({ portfolio: positions }, 0.6, dear)).toBe('portfolio.positions')
    expect(asked({}, 0.6, dear)).toBe('costs.edge')
    expect(asked({ costs: none }, 0.6, dear)).toBe('funding.rate')
    expect(asked({ costs: none, funding: none }, 0.6, dear)).toBeUndefined()
  })

  it('counts every wish once: refused or an order', () => {
    const source = { decide: () => ({ action: 'buy', confidence: 0.6 }) as const }
    const tape = ruledTape([FLAT, FLAT, [100, 100, 96, 97], FLAT, FLAT])
    const { simulation } = runCase(tape, source, ruled())
    const refused = simulation.log.refusals.reduce((sum, { repeats }) => sum + 1 + repeats, 0)
    // Wished at hours 0, 2 (cooldown) and 3; at 1 and 4 the position was there.
    expect([simulation.state.proposals, refused]).toEqual([3, 1])
  })

  it('hears what the strategy expects to gain', () => {
    const source = script({ 0: { action: 'buy', confidence: 0.6, edgeBps: 0.5 } })
    expect(refusalsOf(runCase(ruledTape([FLAT, FLAT]), source, ruled()))).toEqual([['costs.edge', 1, 0.5, 1]])
  })

  it('hears how many voted', () => {
    const source = script({ 0: { action: 'buy', confidence: 0.6, votes: { inFavour: 2, voters: 4 } } })
    expect(refusalsOf(runCase(ruledTape([FLAT, FLAT]), source, ruled()))).toEqual([
      ['lifecycle.consensus', 1, 2, 3],
    ])
  })

  it('counts slippage and fees both ways at the size that is wished', () => {
    const spec = instrument()
    const rules = ruled(
      { costs: { spreadBps: 3, holdingHours: 0 } },
      {
        venue: { ...ruled().venue, slippage: { kind: 'volumeShare', bps: 1, impactBps: 100 } },
      },
    )
    // 50 units of a volume of 1 000: 1 + 100 · 5 % = 6 bps a way, fees 5 bps a way, spread 3.
    const source = script({ 0: { action: 'buy', confidence: 0.6, edgeBps: 25 } })
    const result = runCase(ruledTape([FLAT, FLAT], { spec }), source, rules)
    expect(refusalsOf(result)).toEqual([['costs.edge', 1, 25, expect.closeTo(25, 9)]])
  })
})

describe('correlation with what is held', () => {
  /** Two that rise and fall together, one that does as it likes. */
  const wave = (shift: number): Candle[] =>
    Array.from({ length: 60 }, (_, i) => {
      const price = 100 + 0.1 * Math.sin(i * 1.3 + shift)
      return [price, price + 0.01, price - 0.01, price]
    })
  const shifts = [0, 0, 1.7]
  const tapes = shifts.map((shift, k) => ruledTape(wave(shift), { spec: freeInstrument(`COIN${k}USDT`) }))
  const entered = (...sides: ('buy' | 'sell')[]) => {
    const sources = sides.map((action) => script({ 50: { action, confidence: 0.6 } }))
    const result = runCase(tapes, sources, ruled({ portfolio: { correlationBars: 40 } }))
    return [...result.simulation.log.fills].map(({ instrument: k }) => k)
  }

  it('lets the same bet be made once', () => {
    expect(entered('buy', 'buy', 'buy')).toEqual([0, 2])
    expect(entered('sell', 'sell', 'sell')).toEqual([0, 2])
  })

  it('lets a hedge be made', () => {
    expect(entered('buy', 'sell', 'buy')).toEqual([0, 1, 2])
  })
})

describe('stop and target of an order', () => {
  it('keep their distances from the price of the fill', () => {
    const gap: Candle = [110, 111, 109, 110]
    const { simulation } = runCase(ruledTape([FLAT, gap]), buy(0.75), ruled())
    const { stop, target } = simulation.state.seats[0]!.guard
    expect(stop!.price).toBeCloseTo(110 * 0.97, 9)
    expect(target!.price).toBeCloseTo(110 * (1 + (0.06 * 0.75) / 0.6), 9)
  })

  it('are those of the regime in which the trade was decided', () => {
    const exits = { ...STANDARD_EXITS, stopAtrs: undefined as never }
    const rules = ruled({}, { exits: { ...exits, stopPct: 0.05 } })
    const { simulation } = runCase(
      ruledTape([FLAT, FLAT, FLAT], { context: { regimes: Float64Array.of(1, -1, -1) } }),
      buy(0.6),
      rules,
    )
    expect(simulation.state.seats[0]!.guard.stop!.price).toBeCloseTo(95.5, 9)
    expect(simulation.state.seats[0]!.guard.plan!.regime).toBe(1)
  })
})
