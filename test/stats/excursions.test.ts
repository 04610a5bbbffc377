import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MarketData } from '../../src/market/market-data.ts'
import type { Trade } from '../../src/market/records.ts'
import { excursions } from '../../src/stats/excursions.ts'
import { expectClose } from '../support/close.ts'
import { tradeOf } from '../support/fills.ts'
import { sampleInstrument, sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

// Four bars that open at 0, 10, 20, 40 (one is missing).
const LOWS = [95, 90, 98, 50]
const HIGHS = [104, 120, 112, 200]
const data: MarketData = {
  name: 'four bars',
  hash: '',
  isSynthetic: true,
  timeframe: '1m',
  instruments: [
    {
      instrument: sampleInstrument('BTCUSDT'),
      bars: {
        times: Float64Array.of(0, 10, 20, 40),
        opens: Float64Array.of(100, 100, 100, 100),
        highs: Float64Array.from(HIGHS),
        lows: Float64Array.from(LOWS),
        closes: Float64Array.of(100, 100, 100, 100),
        volumes: Float64Array.of(1, 1, 1, 1),
      },
    },
  ],
}

function excursionOf(given: Partial<Trade>): [against: number, forUs: number] {
  const { adverse, favourable } = excursions([tradeOf(given)], data)
  return [adverse[0]!, favourable[0]!]
}

describe('bars held in full count with their whole range', () => {
  test.each([
    ['long, out at an open', { openTime: 10, closeTime: 40, exitPrice: 100 }, 0.1, 0.2],
    ['short, out at an open', { side: -1, openTime: 10, closeTime: 40, exitPrice: 100 }, 0.2, 0.1],
    ['the exit price counts', { openTime: 0, closeTime: 10, exitPrice: 130 }, 0.05, 0.3],
    [
      'nothing went against it',
      { openTime: 20, closeTime: 40, entryPrice: 97, exitPrice: 110 },
      0,
      112 / 97 - 1,
    ],
  ] as [string, Partial<Trade>, number, number][])('%s', (_, given, against, forUs) => {
    const found = excursionOf(given)
    expectClose(found[0], against)
    expectClose(found[1], forUs)
  })
})

describe('in the bar of a protective exit the order of events is unknown', () => {
  test('after a stop only its price is sure', () => {
    const [against, forUs] = excursionOf({ openTime: 0, closeTime: 10, exitPrice: 96, exitReason: 'stop' })
    expectClose(against, 0.05) // bar 0; bar 1 fell further, after we were out
    expectClose(forUs, 0.04) // bar 0; the high of bar 1 may have come later
  })

  test('before a target the adverse extreme may have come first', () => {
    const [against, forUs] = excursionOf({ openTime: 0, closeTime: 10, exitPrice: 110, exitReason: 'target' })
    expectClose(against, 0.1)
    expectClose(forUs, 0.1)
  })

  test('entered and stopped in one bar', () => {
    const [against, forUs] = excursionOf({ openTime: 10, closeTime: 10, exitPrice: 97, exitReason: 'stop' })
    expectClose(against, 0.03)
    expectClose(forUs, 0)
  })
})

test('never less than what the exit itself realised', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
      const market = sampleMarket({ instruments: 2, bars: 300, seed })
      const trades = [...sampleResult(market, { seed }).trades]
      const { adverse, favourable } = excursions(trades, market)
      for (const [index, trade] of trades.entries()) {
        const move = (trade.side * (trade.exitPrice - trade.entryPrice)) / trade.entryPrice
        expect(favourable[index]!).toBeGreaterThanOrEqual(move - 1e-12)
        expect(adverse[index]!).toBeGreaterThanOrEqual(-move - 1e-12)
      }
    }),
    { numRuns: 25 },
  )
})
