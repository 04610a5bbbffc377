import { describe, expect, it } from 'vitest'
import type { Strategy } from '../../src/authoring/strategy.ts'
import { PLAIN_RULES } from '../../src/engine/rules.ts'
import { ema, lag, rsi, sma } from '../../src/features/catalogue.ts'
import { column } from '../../src/features/column.ts'
import { BAR_INPUTS, defineFeature } from '../../src/features/definition.ts'
import { onTimeframe } from '../../src/features/higher-timeframe.ts'
import { featureInputs } from '../../src/features/inputs.ts'
import { computeColumns, FeaturePlan } from '../../src/features/plan.ts'
import { stateless } from '../../src/features/stateless.ts'
import { runBacktest } from '../../src/research/backtest.ts'
import { Sweep } from '../../src/research/sweep.ts'
import { buy, defineStrategy, int, sell } from '../../src/strategy.ts'
import { leakMarket } from '../leaks/support/market.ts'

const data = leakMarket({ bars: 400 })
const inputs = featureInputs(data, 0)
const close = inputs.column('close')
const change = (values: Float64Array) => values.map((v, i) => v - (values[i - 1] ?? v))

const changes = column({ name: 'changes', inputs: ['close'], compute: (c) => change(c.close) })

describe('a column', () => {
  it('is what its function makes of the whole history', () => {
    expect(computeColumns([changes], inputs)[0]).toEqual(change(close))
    expect(changes.key).toBe('changes(close)')
  })

  it('that fails says whose fault it is', () => {
    const broken = column({
      name: 'broken',
      inputs: ['close'],
      compute: () => {
        throw new TypeError('x is not a number')
      },
    })
    expect(() => computeColumns([broken], inputs)).toThrow('column broken: compute failed: x is not a number')
  })

  it('may read every column of the bars', () => {
    const sums = column({
      name: 'sums',
      inputs: BAR_INPUTS,
      compute: (all) => all.time.map((_, i) => BAR_INPUTS.reduce((sum, name) => sum + all[name][i]!, 0)),
    })
    const expected = close.map((_, i) => BAR_INPUTS.reduce((sum, name) => sum + inputs.column(name)[i]!, 0))
    expect(computeColumns([sums], inputs)[0]).toEqual(expected)
  })

  it('may read features and other columns, and be the source of features', () => {
    const over = column({
      name: 'over',
      inputs: { r: rsi({ period: 5 }), changes },
      compute: ({ r, changes }) => r.map((v, i) => v + changes[i]!),
    })
    const [both, strength, average, plain] = computeColumns(
      [over, rsi({ period: 5 }), ema({ of: changes, period: 7 }), changes],
      inputs,
    )
    expect(both).toEqual(strength!.map((v, i) => v + plain![i]!))
    const manual = new FeaturePlan([ema({ of: changes, period: 7 })], inputs, 1)
    for (let row = 0; row < inputs.rows; row++) {
      manual.run(row, row + 1)
      expect(manual.outputs[0]![0]).toEqual(average![row])
    }
  })

  it('works on copies: what it does to its inputs reaches nobody', () => {
    const before = close.slice()
    const sorted = column({ name: 'sorted', inputs: ['close'], compute: (c) => c.close.sort() })
    const [ordered] = computeColumns([sorted], inputs)
    expect(ordered).toEqual(before.slice().sort())
    expect(inputs.column('close')).toEqual(before)
  })

  it('does not share what it returns with the next instrument', () => {
    const buffer = new Float64Array(inputs.rows)
    const reused = column({
      name: 'reused',
      inputs: ['close'],
      compute: (c) => {
        buffer.set(c.close)
        return buffer
      },
    })
    const [first] = computeColumns([reused], inputs)
    computeColumns([reused], featureInputs(data, 1))
    expect(first).toEqual(close)
  })

  it('is told apart from another of the same name, and from a feature of the catalogue', () => {
    const make = (factor: number) =>
      column({ name: 'scaled', inputs: ['close'], compute: (c) => c.close.map((v) => v * factor) })
    const [twice, thrice] = computeColumns([make(2), make(3)], inputs)
    expect(twice).toEqual(close.map((v) => v * 2))
    expect(thrice).toEqual(close.map((v) => v * 3))
    const mine = defineFeature({
      ...sma().definition,
      name: 'sma',
      kernel: () => stateless((_, [out], from, to) => out!.fill(7, from, to)),
    })
    const [own, theirs] = computeColumns([mine(), sma()], inputs)
    expect(own![100]).toBe(7)
    expect(theirs![100]).not.toBe(7)
  })

  it.each([
    [() => column({ name: 'my column', inputs: ['close'], compute: (c) => c.close }), 'camelCase'],
    [
      () => column({ name: 'x', inputs: ['clothes' as 'close'], compute: (c) => c.close }),
      "'clothes' is neither",
    ],
    [
      () => column({ name: 'x', inputs: ['settlementRate' as 'close'], compute: (c) => c.close }),
      'settlements, not of bars',
    ],
    [() => column({ name: 'x', inputs: [], compute: () => new Float64Array(0) }), 'at least one column'],
    [() => column({ name: 'x', inputs: ['close'] } as never), 'compute must be a function'],
    [() => onTimeframe('4h', lag({ of: changes })), 'computed over the bars at hand'],
  ])('refuses what cannot be computed (%#)', (make, message) => {
    expect(make).toThrow(message)
  })

  it.each([
    ['too short', () => new Float64Array(3), '3 values'],
    ['no column', () => [1, 2] as unknown as Float64Array, 'got object'],
    ['nothing', () => undefined as unknown as Float64Array, 'got undefined'],
  ])('refuses a result that is %s', (_, compute, message) => {
    const wrong = column({ name: 'wrong', inputs: ['close'], compute })
    expect(() => computeColumns([wrong], inputs)).toThrow(message)
    expect(() => computeColumns([wrong], inputs)).toThrow(
      `column wrong: compute must return a Float64Array with one value per bar, ${inputs.rows} here`,
    )
  })
})

const momentum = (closes: Float64Array, bars: number) => closes.map((v, i) => v - (closes[i - bars] ?? v))

const strategy = defineStrategy({
  name: 'of-columns',
  summary: 'Follows a momentum that it computes itself.',
  params: { bars: int(5, [1, 50]) },
  features: (p) => ({
    x: ema({
      of: column({ name: 'momentum', inputs: ['close'], compute: (c) => momentum(c.close, p.bars) }),
      period: 3,
    }),
  }),
  decide: ({ x }) => (x > 0 ? buy() : sell()),
}) as unknown as Strategy

describe('a strategy of columns', () => {
  const run = (driver: 'scan' | 'replay', bars: number) =>
    runBacktest({ data, strategy, params: { bars }, rules: PLAIN_RULES, seed: 1, codeHash: '', driver })

  it('trades the same in both drivers', () => {
    const [scanned, replayed] = [run('scan', 5), run('replay', 5)]
    expect(scanned.fills.length).toBeGreaterThan(5)
    expect(scanned.equity).toEqual(replayed.equity)
  })

  it('is swept with the column of each parameter set', () => {
    const sweep = new Sweep({ data, strategy, rules: PLAIN_RULES })
    const returns = [3, 8, 21, 3].map((bars) => sweep.evaluate({ bars }).totalReturn)
    const expected = [3, 8, 21, 3].map((bars) => {
      const { equity, initialEquity } = run('replay', bars)
      return equity.at(-1)! / initialEquity - 1
    })
    expect(returns).toEqual(expected)
    expect(new Set(returns).size).toBe(3)
  })
})
