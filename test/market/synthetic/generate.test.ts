import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS, TIMEFRAME_MS } from '../../../src/core/time.ts'
import { findingsOf, inspectBars, inspectPoints } from '../../../src/market/integrity.ts'
import { generateMarket, type SyntheticSpec } from '../../../src/market/synthetic/generate.ts'

const YEAR: SyntheticSpec = {
  seed: 5,
  instruments: 8,
  bars: 8760,
  timeframe: '1h',
  firstTime: Date.UTC(2024, 0, 1),
}

function returnsOf(closes: Float64Array): Float64Array {
  return closes.subarray(1).map((close, i) => close / closes[i]! - 1)
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function correlation(a: Float64Array, b: Float64Array): number {
  const centred = (values: Float64Array, centre = mean(values)) => values.map((value) => value - centre)
  const [x, y] = [centred(a), centred(b)]
  const dot = (u: Float64Array, v: Float64Array) => u.reduce((sum, value, i) => sum + value * v[i]!, 0)
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y))
}

describe('generateMarket', () => {
  it('keeps every rule of integrity for any seed and timeframe', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('1m', '30m', '1h', '4h', '1d'), (seed, timeframe) => {
        const spec = { ...YEAR, seed, timeframe, bars: 400, instruments: 12 } as const
        for (const { bars, mark, funding, sentiment, openInterest } of generateMarket(spec)) {
          const rules = { intervalMs: TIMEFRAME_MS[timeframe], maxJump: 5 }
          expect(findingsOf(inspectBars(bars, rules)).total).toBe(0)
          if (mark) expect(findingsOf(inspectBars(mark, rules)).total).toBe(0)
          expect(
            findingsOf(inspectPoints(funding.times, { rates: funding.rates }, [-0.003, 0.003])).total,
          ).toBe(0)
          expect(
            findingsOf(inspectPoints(sentiment.times, { scores: sentiment.scores }, [-1, 1])).total,
          ).toBe(0)
          expect(openInterest.values.every((value) => value > 0)).toBe(true)
          expect(funding.times.every((time) => time % (8 * HOUR_MS) === 0)).toBe(true)
          expect(bars.takerBuyVolumes!.every((volume, i) => volume >= 0 && volume <= bars.volumes[i]!)).toBe(
            true,
          )
        }
      }),
      { numRuns: 25 },
    )
  })

  it('looks like a market: correlated, fat tails, volatility in clusters, funding that leans with the trend', () => {
    const [btc, ...others] = [...generateMarket(YEAR)]
    const returns = returnsOf(btc!.bars.closes)
    for (const { bars } of others) expect(correlation(returns, returnsOf(bars.closes))).toBeGreaterThan(0.4)
    const squares = returns.map((value) => value * value)
    expect(mean(squares.map((value) => value * value)) / mean(squares) ** 2).toBeGreaterThan(4)
    const sizes = returns.map(Math.abs)
    expect(correlation(sizes.subarray(1), sizes.subarray(0, -1))).toBeGreaterThan(0.1)
    const { times, rates } = btc!.funding
    const dayBefore = times.map((_, k) =>
      k < 3 ? 0 : btc!.bars.opens[k * 8]! / btc!.bars.opens[k * 8 - 24]! - 1,
    )
    expect(correlation(rates, dayBefore)).toBeGreaterThan(0.5)
  })

  it('does not move earlier bars when there are more bars or more instruments', () => {
    const [short] = [...generateMarket({ ...YEAR, bars: 500, instruments: 1 })]
    const [long] = [...generateMarket({ ...YEAR, bars: 900, instruments: 3 })]
    expect(short!.bars.closes).toEqual(long!.bars.closes.subarray(0, 500))
    expect(short!.funding.rates).toEqual(long!.funding.rates.subarray(0, short!.funding.rates.length))
  })
})
