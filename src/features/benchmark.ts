import type { InstrumentData, MarketData } from '../market/market-data.ts'

/** The instrument that the market is measured against: bitcoin's, if the dataset has it. */
export function benchmarkOf(data: MarketData): InstrumentData | undefined {
  const candidates = data.instruments.filter(({ instrument }) => instrument.id.startsWith('BTC'))
  return candidates.find(({ instrument }) => instrument.base === 'BTC') ?? candidates[0]
}

/** Close of the benchmark's bar with the same open time, else its last one before; NaN before its first. */
export function benchmarkCloses(data: MarketData, times: Float64Array): Float64Array {
  const bars = benchmarkOf(data)?.bars
  let row = -1
  return times.map((time) => {
    if (!bars) return Number.NaN
    while (row + 1 < bars.times.length && bars.times[row + 1]! <= time) row++
    return row < 0 ? Number.NaN : bars.closes[row]!
  })
}
