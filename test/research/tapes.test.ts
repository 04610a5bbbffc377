import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { PLAIN_RULES, STANDARD_RULES } from '../../src/engine/rules.ts'
import type { MarketData } from '../../src/market/market-data.ts'
import { tapesOf } from '../../src/research/tapes.ts'
import { bars, type Candle, instrument } from '../support/market.ts'

const HOURS = 80

/** Hourly bars; funding every 4 hours until hour 40, then every hour until hour 60, then nothing is known. */
function switching(): MarketData {
  const candles: Candle[] = Array.from({ length: HOURS }, (_, i) => [100, 101 + (i % 3), 99 - (i % 2), 100])
  const hours = [
    ...Array.from({ length: 10 }, (_, k) => 4 * (k + 1)),
    ...Array.from({ length: 20 }, (_, k) => 41 + k),
  ]
  const funding = {
    times: Float64Array.from(hours, (hour) => hour * HOUR_MS),
    rates: Float64Array.from(hours, (hour) => hour / 1e5),
  }
  const spec = instrument('TESTUSDT', { fundingIntervalHours: 4 })
  return {
    name: 'switching',
    hash: '',
    isSynthetic: true,
    timeframe: '1h',
    instruments: [{ instrument: spec, bars: bars(candles), funding }],
  }
}

describe('what the rules know of the market', () => {
  const { context } = tapesOf(switching(), STANDARD_RULES)[0]!
  const { fundingRates, fundingIntervalsMs, regimes, atrs } = context!

  it('is the last settlement before the end of the bar, and the interval that is in force', () => {
    // The bar of hour 7 ends at 8, with the settlement of 8: that comes after it.
    expect([fundingRates[7], fundingRates[8]]).toEqual([4 / 1e5, 8 / 1e5])
    expect(fundingIntervalsMs[20]).toBe(4 * HOUR_MS)
    // At the end of hour 42 the settlements of 41 and 42 are known: they are an hour apart.
    expect([fundingIntervalsMs[41], fundingIntervalsMs[42]]).toEqual([HOUR_MS, HOUR_MS])
    expect(fundingRates[42]).toBe(42 / 1e5)
  })

  it('forgets a rate that is older than two intervals', () => {
    // The last settlement is that of hour 60.
    expect(fundingRates[61]).toBe(60 / 1e5)
    expect(fundingRates[62]).toBeNaN()
    expect(fundingRates[HOURS - 1]).toBeNaN()
  })

  it('is unknown until regime and volatility can be known', () => {
    expect(atrs[13]).toBeNaN()
    expect(atrs[14]).toBeGreaterThan(0)
    expect(regimes[26]).toBeNaN()
    expect(regimes[27]).not.toBeNaN()
  })

  it('is left out where no rule asks for it', () => {
    expect(tapesOf(switching(), PLAIN_RULES)[0]!.context).toBeUndefined()
  })
})
