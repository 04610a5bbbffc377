import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Strategy } from '../../src/authoring/strategy.ts'
import { configure } from '../../src/config/configure.ts'
import { canonicalJson, Digest } from '../../src/core/hash.ts'
import { Random } from '../../src/core/random.ts'
import type { TradingRules } from '../../src/engine/rules.ts'
import { defaultInstrument } from '../../src/market/defaults.ts'
import type { InstrumentData, MarketData } from '../../src/market/market-data.ts'
import { generateMarket } from '../../src/market/synthetic/generate.ts'
import { runBacktest } from '../../src/research/backtest.ts'
import type { BacktestResult } from '../../src/research/result.ts'
import { generatedStrategy } from '../support/generated-strategy.ts'

/** Everything that a run leaves but its hash. */
function outcomeHash({
  times,
  equity,
  fills,
  trades,
  fundingPayments,
  refusals,
  counts,
}: BacktestResult): string {
  return new Digest()
    .array(times)
    .array(equity)
    .text(canonicalJson({ fills: [...fills], trades: [...trades], fundingPayments, refusals, counts }))
    .hex()
}

function marketOf(random: Random): MarketData {
  const spec = {
    seed: random.integer(1, 1e6),
    instruments: random.integer(1, 2),
    bars: random.integer(120, 400),
    timeframe: '1h',
    firstTime: Date.UTC(2024, 0, 1),
  } as const
  const hasGaps = random.uniform() < 0.5
  const instruments = [...generateMarket(spec)].map((generated): InstrumentData => {
    const { asset, bars, funding, mark, openInterest, sentiment } = generated
    const keep = Array.from({ length: spec.bars }, (_, i) => i).filter(
      () => !hasGaps || random.uniform() > 0.06,
    )
    const pick = (values: Float64Array) => Float64Array.from(keep, (i) => values[i]!)
    const thinned = Object.fromEntries(
      Object.entries(bars).map(([name, values]) => [name, pick(values)]),
    ) as unknown as typeof bars
    return {
      instrument: defaultInstrument(asset.id, {
        priceDecimals: asset.priceDecimals,
        volumeDecimals: asset.volumeDecimals,
      }),
      bars: thinned,
      ...(funding ? { funding } : {}),
      ...(mark ? { mark } : {}),
      ...(openInterest ? { openInterest } : {}),
      ...(sentiment ? { sentiment } : {}),
    }
  })
  return { name: 'generated', hash: String(spec.seed), isSynthetic: true, timeframe: '1h', instruments }
}

/** Every second strategy under all layers of risk, with its own leverage and exits. */
function rulesOf(random: Random, strategy: Strategy): TradingRules {
  if (random.uniform() < 0.5) return configure({ strategy: { ...strategy, profile: 'plain' } }).rules
  const { exits, ...rules } = strategy.rules!
  const hasStop = exits?.stopPct !== undefined // sizing by risk needs one
  return configure({ strategy: { ...strategy, rules: hasStop ? { ...rules, exits } : rules } }).rules
}

describe('a strategy with its features', () => {
  it('trades the same in blocks and leaps as bar by bar, on 1000 generated strategies and markets', () => {
    let fills = 0
    let runsWithFills = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const random = new Random(seed, 'strategy')
        const strategy = generatedStrategy(random)
        const data = marketOf(random)
        const rules = rulesOf(random, strategy)
        const options = { data, strategy, params: {}, rules, seed: 1, codeHash: '' }
        const event = runBacktest({ ...options, driver: 'replay' })
        expect(outcomeHash(runBacktest({ ...options, driver: 'scan' }))).toBe(outcomeHash(event))
        const { realised, unrealised, fees, funding } = event.account
        const books = event.initialEquity + realised + unrealised - fees - funding
        expect(Math.abs(event.equity.at(-1)! - books)).toBeLessThan(1e-9 * event.initialEquity)
        fills += event.fills.length
        if (event.fills.length > 0) runsWithFills++
      }),
      { numRuns: 1000, seed: 20260202 },
    )
    expect(fills).toBeGreaterThan(10_000)
    expect(runsWithFills).toBeGreaterThan(600)
  })

  it('does not look ahead: with every later value of the data scrambled, nothing up to the cut changes', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const random = new Random(seed, 'look-ahead')
        const strategy = generatedStrategy(random)
        const data = marketOf(random)
        const rules = rulesOf(random, strategy)
        const run = (market: MarketData) =>
          runBacktest({ data: market, strategy, params: {}, rules, seed: 1, codeHash: '' })
        const { times } = data.instruments[0]!.bars
        const cut = times[Math.floor(times.length * (0.3 + 0.6 * random.uniform()))]!
        const honest = run(data)
        const poisoned = run(poisonedAfter(data, cut))
        const known = honest.times.filter((time) => time <= cut).length
        expect(poisoned.equity.subarray(0, known)).toEqual(honest.equity.subarray(0, known))
        const fillsBefore = ({ fills }: BacktestResult) => [...fills].filter(({ time }) => time < cut)
        expect(fillsBefore(poisoned)).toEqual(fillsBefore(honest))
        compared += fillsBefore(honest).length
      }),
      { numRuns: 200, seed: 20260303 },
    )
    expect(compared).toBeGreaterThan(1000)
  })
})

/** The same market with every value at or after `cut` multiplied by something else. */
function poisonedAfter(data: MarketData, cut: number): MarketData {
  const poison = <T extends { readonly times: Float64Array }>(series: T): T =>
    Object.fromEntries(
      Object.entries(series as unknown as Record<string, Float64Array>).map(([name, values]) => [
        name,
        name === 'times' ? values : values.map((value, i) => (series.times[i]! < cut ? value : value * 1.7)),
      ]),
    ) as unknown as T
  const instruments = data.instruments.map(
    (own): InstrumentData => ({
      instrument: own.instrument,
      bars: poison(own.bars),
      ...(own.funding ? { funding: poison(own.funding) } : {}),
      ...(own.mark ? { mark: poison(own.mark) } : {}),
      ...(own.openInterest ? { openInterest: poison(own.openInterest) } : {}),
      ...(own.sentiment ? { sentiment: poison(own.sentiment) } : {}),
    }),
  )
  return { ...data, instruments }
}
