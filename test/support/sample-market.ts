import type { BarColumns } from '../../src/columns/series.ts'
import { Random } from '../../src/core/random.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import type { Instrument } from '../../src/market/instrument.ts'
import type { MarketData } from '../../src/market/market-data.ts'

export const SAMPLE_START = Date.UTC(2023, 2, 15)

export function sampleInstrument(id: string, overrides: Partial<Instrument> = {}): Instrument {
  const base = id.replace(/USDT$/, '')
  return {
    id,
    symbol: `${base}/USDT:USDT`,
    base,
    quote: 'USDT',
    tickSize: 0.01,
    lotStep: 0.001,
    minNotional: 5,
    contractSize: 1,
    makerFeeBps: 2,
    takerFeeBps: 5,
    liquidationFeeRate: 0.0125,
    fundingIntervalHours: 8,
    brackets: [
      { notionalFloor: 0, notionalCap: 1e9, maintenanceRate: 0.01, maintenanceAmount: 0, maxLeverage: 50 },
    ],
    ...overrides,
  }
}

/** Hourly bars on a random walk with changing volatility: enough like a market to look at. */
export function sampleBars(random: Random, count: number, price: number): BarColumns {
  const bars = {
    times: Float64Array.from({ length: count }, (_, i) => SAMPLE_START + i * HOUR_MS),
    opens: new Float64Array(count),
    highs: new Float64Array(count),
    lows: new Float64Array(count),
    closes: new Float64Array(count),
    volumes: new Float64Array(count),
  }
  let last = price
  let trend = 0
  for (let i = 0; i < count; i++) {
    if (i % 400 === 0) trend = random.normal() * 0.0004
    const swing = 0.006 * (1 + 0.6 * Math.sin(i / 700))
    const close = Math.max(0.01, last * (1 + trend + swing * random.normal()))
    bars.opens[i] = last
    bars.closes[i] = close
    bars.highs[i] = Math.max(last, close) * (1 + swing * random.uniform())
    bars.lows[i] = Math.min(last, close) * (1 - swing * random.uniform())
    bars.volumes[i] = 100 + 400 * random.uniform()
    last = close
  }
  return bars
}

const IDS = ['ADA', 'AVAX', 'BNB', 'BTC', 'DOGE', 'ETH', 'SOL', 'XRP'].map((base) => `${base}USDT`)

export function sampleMarket({
  instruments = 3,
  bars = 2_000,
  seed = 7,
  isSynthetic = true,
} = {}): MarketData {
  const random = new Random(seed, 'sample-market')
  return {
    name: isSynthetic ? 'demo' : 'real',
    hash: 'd'.repeat(64),
    isSynthetic,
    timeframe: '1h',
    instruments: IDS.slice(0, instruments).map((id, k) => ({
      instrument: sampleInstrument(id),
      bars: sampleBars(random.stream(id), bars, 50 * (k + 1) ** 3),
    })),
  }
}
