import { describe, expect, it } from 'vitest'
import type { Strategy } from '../../src/authoring/strategy.ts'
import { PLAIN_RULES, type TradingRules } from '../../src/engine/rules.ts'
import { type MarketData, withoutFiner } from '../../src/market/market-data.ts'
import { type BacktestOptions, runBacktest, runHashOf } from '../../src/research/backtest.ts'
import { computeMetrics } from '../../src/research/metrics.ts'
import { readingsOf } from '../../src/research/readings.ts'
import { Sweep } from '../../src/research/sweep.ts'
import { finerTape, type Hour, still } from '../support/finer.ts'
import type { Candle } from '../support/market.ts'

/** Buys at the first close and whenever it is flat. */
const always: Strategy = {
  name: 'always',
  summary: 'always in',
  params: {},
  features: () => ({}),
  decide: () => ({ action: 'buy', confidence: 1 }),
}

const FLAT: Candle = [100, 100, 100, 100]
const TARGET_FIRST: Candle[] = [still(100), [100, 106, 100, 101], [101, 101, 94, 100], still(100)]
const BOTH: Candle[] = [still(100), [100, 106, 94, 100], still(100), still(100)]

const RULES: TradingRules = {
  ...PLAIN_RULES,
  sizing: { kind: 'notional', notional: 1000 },
  exits: { stopPct: 0.05, targetPct: 0.05, targetShare: 1 },
  venue: { ...PLAIN_RULES.venue, slippage: { kind: 'none' } },
}

function optionsOf(hours: readonly Hour[]): BacktestOptions {
  const { instrument, bars, finer } = finerTape(hours)
  const data: MarketData = {
    name: 'hand-made',
    hash: 'h',
    isSynthetic: false,
    timeframe: '1h',
    finerTimeframe: '15m',
    instruments: [{ instrument, bars, finer: finer!.bars }],
  }
  return { data, strategy: always, params: {}, rules: RULES, seed: 1, codeHash: '' }
}

const HOURS: Hour[] = [FLAT, FLAT, TARGET_FIRST, FLAT, BOTH, FLAT]

describe('a backtest with finer bars', () => {
  const options = optionsOf(HOURS)
  const plain = { ...options, data: withoutFiner(options.data) }

  it('walks them where a bar needs it, and says so', () => {
    const result = runBacktest(options)
    expect(result.counts).toMatchObject({ ambiguousExits: 1, settledExits: 1, finerWalks: 2 })
    expect([...result.trades].map(({ exitReason, isAmbiguous }) => [exitReason, isAmbiguous])).toEqual([
      ['target', false],
      ['stop', true],
    ])
    expect(result.notes).toContain('2 of the 1h bars were walked along their 15m bars, which settled 1 exit.')
    expect(runBacktest({ ...options, driver: 'replay' }).runHash).toBe(result.runHash)
  })

  it('is another run without them', () => {
    const result = runBacktest(plain)
    expect(result.counts).toMatchObject({ ambiguousExits: 2, settledExits: 0, finerWalks: 0 })
    expect([...result.trades].map(({ exitReason }) => exitReason)).toEqual(['stop', 'stop'])
    expect(result.notes.join()).not.toContain('15m')
    expect(runHashOf(plain)).not.toBe(runHashOf(options))
    expect([plain.data.finerTimeframe, 'finer' in plain.data.instruments[0]!]).toEqual([undefined, false])
  })

  it('says how many bars they do not fit', () => {
    const [own] = options.data.instruments
    const highs = own!.bars.highs.with(2, 107)
    const data = { ...options.data, instruments: [{ ...own!, bars: { ...own!.bars, highs } }] }
    const { counts, notes } = runBacktest({ ...options, data })
    expect(counts).toMatchObject({ ambiguousExits: 2, finerWalks: 1 })
    expect(notes).toContain(
      '1 of the 1h bars could not be walked: their 15m bars are incomplete or of other prices.',
    )
  })

  it('refuses finer bars that do not divide the bars', () => {
    const data = { ...options.data, finerTimeframe: '2h' as const }
    expect(() => runBacktest({ ...options, data })).toThrow('finer bars of 2h cannot lie inside bars of 1h')
  })

  it('is the same in a sweep', () => {
    const { data, strategy, rules } = options
    expect(new Sweep({ data, strategy, rules }).evaluate({}).totalReturn).toBe(
      computeMetrics(runBacktest(options)).totalReturn,
    )
  })
})

describe('the readings of a run', () => {
  const options = optionsOf(HOURS)
  const result = runBacktest(options)
  const readings = readingsOf(options, result)!

  it('differ by what is still ambiguous', () => {
    const lost = 10 * 5 + 1000 * 5e-4 + 950 * 5e-4
    const won = 10 * 5 - 1000 * 5e-4 - 1050 * 5e-4
    expect(readings).toMatchObject({ ambiguousExits: 1, settledExits: 1, ambiguousTrades: 1 })
    expect(readings.ambiguousProfit).toBeCloseTo(-lost, 9)
    expect(readings.profitResting).toBeCloseTo(won + lost, 9)
    expect(readings.pessimistic.finalEquity).toBe(result.equity.at(-1))
    expect(readings.ohlc.finalEquity).toBe(readings.pessimistic.finalEquity) // both extremes are equally near
  })

  it('are not asked for where nothing is ambiguous', () => {
    const clear = optionsOf([FLAT, FLAT, TARGET_FIRST, FLAT])
    expect(readingsOf(clear, runBacktest(clear))).toBeUndefined()
  })

  it('give the metrics of the exits that are ambiguous', () => {
    expect(computeMetrics(result)).toMatchObject({
      ambiguousExits: 1,
      settledExits: 1,
      ambiguousTrades: 1,
      ambiguousProfit: readings.ambiguousProfit,
    })
  })
})
