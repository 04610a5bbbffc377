import type { BarColumns } from '../../../src/columns/series.ts'
import { Random } from '../../../src/core/random.ts'
import { HOUR_MS } from '../../../src/core/time.ts'
import type { Instrument } from '../../../src/market/instrument.ts'
import type { InstrumentData, MarketData } from '../../../src/market/market-data.ts'

export const START = Date.UTC(2024, 0, 1)

export interface MarketOptions {
  readonly seed: number
  readonly rows: number
  /** Chance that the next bar is some hours late. */
  readonly gapShare?: number
  readonly prices?: 'walk' | 'constant'
  readonly volumes?: 'random' | 'zero'
  /** From this row on the price is frozen and nothing is traded. */
  readonly stopsAfter?: number
}

/** Two instruments of hourly bars with every side series; features are computed for the second, ETH. */
export function makeMarket(options: MarketOptions): MarketData {
  const random = new Random(options.seed)
  return {
    name: 'test',
    hash: String(options.seed),
    isSynthetic: true,
    timeframe: '1h',
    instruments: ['BTC', 'ETH'].map((base) => makeInstrument(base, options, random.stream(base))),
  }
}

function makeInstrument(base: string, options: MarketOptions, random: Random): InstrumentData {
  const bars = makeBars(options, random)
  const hours = (bars.times.at(-1)! - START) / HOUR_MS + 1
  const every = (step: number, late: number) =>
    Float64Array.from(
      { length: Math.ceil(hours / step) + 90 },
      (_, k) => START + (k - 90) * step * HOUR_MS + late,
    )
  const fundingTimes = every(8, 3)
  const sentimentTimes = every(6, 60_000)
  const interestTimes = every(1, 0)
  return {
    instrument: instrumentOf(base),
    bars,
    funding: { times: fundingTimes, rates: fundingTimes.map(() => random.normal() * 1e-4) },
    mark: { ...bars, closes: bars.closes.map((close) => close * (1 + random.normal() * 1e-4)) },
    openInterest: { times: interestTimes, values: interestTimes.map(() => 1000 + random.normal() * 20) },
    sentiment: {
      times: sentimentTimes,
      scores: sentimentTimes.map(() => 2 * random.uniform() - 1),
      newsCounts: sentimentTimes.map(() => random.integer(0, 30)),
      trending: sentimentTimes.map(() => random.integer(0, 1)),
    },
  }
}

function makeBars(options: MarketOptions, random: Random): BarColumns {
  const { rows, gapShare = 0, stopsAfter = Number.POSITIVE_INFINITY } = options
  const column = () => new Float64Array(rows)
  const bars = {
    times: column(),
    opens: column(),
    highs: column(),
    lows: column(),
    closes: column(),
    volumes: column(),
    quoteVolumes: column(),
    tradeCounts: column(),
    takerBuyVolumes: column(),
  }
  let time = START
  let price = 100
  for (let i = 0; i < rows; i++) {
    const volatility = options.prices === 'constant' || i >= stopsAfter ? 0 : 0.01
    const close = price * (1 + volatility * random.normal())
    const volume = options.volumes === 'zero' || i >= stopsAfter ? 0 : 100 * (0.05 + random.uniform())
    bars.times[i] = time
    bars.opens[i] = price
    bars.closes[i] = close
    bars.highs[i] = Math.max(price, close) * (1 + volatility * random.uniform())
    bars.lows[i] = Math.min(price, close) * (1 - volatility * random.uniform())
    bars.volumes[i] = volume
    bars.quoteVolumes[i] = volume * close
    bars.tradeCounts[i] = Math.round(volume * (5 + 5 * random.uniform()))
    bars.takerBuyVolumes[i] = volume * random.uniform()
    price = close
    time += HOUR_MS * (random.uniform() < gapShare ? random.integer(2, 60) : 1)
  }
  return bars
}

function instrumentOf(base: string): Instrument {
  return {
    id: `${base}USDT`,
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
      {
        notionalFloor: 0,
        notionalCap: Number.POSITIVE_INFINITY,
        maintenanceRate: 0.004,
        maintenanceAmount: 0,
        maxLeverage: 125,
      },
    ],
  }
}

/** All columns of all instruments, changed value by value; times stay. */
export function mapMarket(
  data: MarketData,
  change: (value: number, time: number, series: 'bar' | 'side') => number,
): MarketData {
  return {
    ...data,
    instruments: data.instruments.map((own) => {
      const series = <T extends object & { times: Float64Array }>(columns: T, kind: 'bar' | 'side'): T =>
        mapColumns(columns, (value, time) => change(value, time, kind))
      return {
        instrument: own.instrument,
        bars: series(own.bars, 'bar'),
        funding: series(own.funding!, 'side'),
        mark: series(own.mark!, 'bar'),
        openInterest: series(own.openInterest!, 'side'),
        sentiment: series(own.sentiment!, 'side'),
      }
    }),
  }
}

/** The same history, known only from `time` on; the side series with it, or as they were. */
export function startingAt(data: MarketData, time: number, sides: 'cut' | 'whole' = 'cut'): MarketData {
  const cut = <T extends object & { times: Float64Array }>(columns: T, isSide = true): T => {
    if (isSide && sides === 'whole') return columns
    const first = columns.times.findIndex((t) => t >= time)
    const entries = Object.entries(columns as Record<string, Float64Array>)
    return Object.fromEntries(entries.map(([name, column]) => [name, column.slice(first)])) as T
  }
  return {
    ...data,
    instruments: data.instruments.map((own) => ({
      instrument: own.instrument,
      bars: cut(own.bars, false),
      funding: cut(own.funding!),
      mark: cut(own.mark!),
      openInterest: cut(own.openInterest!),
      sentiment: cut(own.sentiment!),
    })),
  }
}

function mapColumns<T extends object & { times: Float64Array }>(
  columns: T,
  change: (value: number, time: number) => number,
): T {
  const entries = Object.entries(columns as Record<string, Float64Array>)
  return Object.fromEntries(
    entries.map(([name, column]) => [
      name,
      name === 'times' ? column : column.map((value, i) => change(value, columns.times[i]!)),
    ]),
  ) as T
}
