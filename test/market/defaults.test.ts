import { describe, expect, it } from 'vitest'
import { bracketsOf, defaultInstrument, splitSymbol } from '../../src/market/defaults.ts'

describe('defaultInstrument', () => {
  it('takes tick and lot from the decimals of the data', () => {
    const instrument = defaultInstrument('DOGEUSDT', { priceDecimals: 5, volumeDecimals: 0 })
    expect(instrument).toMatchObject({
      symbol: 'DOGE/USDT:USDT',
      tickSize: 0.00001,
      lotStep: 1,
      minNotional: 5,
      contractSize: 1,
      makerFeeBps: 2,
      takerFeeBps: 5,
      liquidationFeeRate: 0.0125,
      fundingIntervalHours: 8,
    })
  })

  it.each(['BTCUSDT', 'ETHUSDC', 'DOGEUSDT'])(
    '%s: brackets are contiguous and continuous, leverage fits the rate',
    (id) => {
      const { brackets } = defaultInstrument(id, { priceDecimals: 1, volumeDecimals: 1 })
      expect(brackets[0]!.notionalFloor).toBe(0)
      brackets.forEach((bracket, k) => {
        expect(bracket.maintenanceRate).toBeLessThan(1 / bracket.maxLeverage)
        const below = brackets[k - 1]
        if (!below) return
        expect(bracket.notionalFloor).toBe(below.notionalCap)
        const maintenance = (b: typeof bracket) =>
          bracket.notionalFloor * b.maintenanceRate - b.maintenanceAmount
        expect(maintenance(bracket)).toBeCloseTo(maintenance(below), 5)
      })
    },
  )

  it('computes the amounts that Binance publishes for such a schedule', () => {
    const rows = [
      [50_000, 0.004, 125],
      [600_000, 0.005, 100],
      [3_000_000, 0.0065, 75],
      [12_000_000, 0.01, 50],
    ] as const
    expect(bracketsOf(rows).map(({ maintenanceAmount }) => maintenanceAmount)).toEqual([0, 50, 950, 11_450])
  })
})

it.each([
  ['BTCUSDT', 'BTC', 'USDT'],
  ['ETHUSDC', 'ETH', 'USDC'],
  ['BTCFDUSD', 'BTC', 'FDUSD'],
  ['BTCUSD', 'BTC', 'USD'],
])('splitSymbol %s', (id, base, quote) => {
  expect(splitSymbol(id)).toEqual({ base, quote })
})
