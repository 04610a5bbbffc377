import type { BarColumns } from '../columns/series.ts'
import { DAY_MS, TIMEFRAME_MS } from '../core/time.ts'
import type { InstrumentData, MarketData } from '../market/market-data.ts'

/**
 * Rank of the instrument by quote volume of the 24 hours that end with each of its bars, among the instruments
 * that had a bar by then: 1 = largest, ties by id. Volumes that are not finite count as 0.
 */
export function volumeRanks(data: MarketData, own: InstrumentData): Float64Array {
  const timeframeMs = TIMEFRAME_MS[data.timeframe]
  const { times } = own.bars
  const volumes = trailingVolumes(own.bars, times, timeframeMs)
  const ranks = new Float64Array(times.length).fill(1)
  for (const other of data.instruments) {
    if (other === own) continue
    const winsTies = other.instrument.id < own.instrument.id
    const theirs = trailingVolumes(other.bars, times, timeframeMs)
    for (let i = 0; i < times.length; i++) {
      const isListed = other.bars.times[0]! <= times[i]!
      const isAhead = theirs[i]! > volumes[i]! || (winsTies && theirs[i] === volumes[i])
      if (isListed && isAhead) ranks[i]!++
    }
  }
  return ranks
}

/**
 * Quote volume of the bars that open in (time + timeframe − 24 h … time], for each of the ascending `times`.
 * Summed afresh every UTC day, so that a bad tick leaves no trace.
 */
function trailingVolumes(bars: BarColumns, times: Float64Array, timeframeMs: number): Float64Array {
  const volumeOf = quoteVolumeOf(bars)
  let first = 0 // the window is rows [first, end)
  let end = 0
  let sum = 0
  let day = Number.NaN
  return times.map((time) => {
    const start = time + timeframeMs - DAY_MS
    for (; end < bars.times.length && bars.times[end]! <= time; end++) sum += volumeOf(end)
    for (; first < end && bars.times[first]! < start; first++) sum -= volumeOf(first)
    if (Math.floor(time / DAY_MS) !== day) {
      day = Math.floor(time / DAY_MS)
      sum = 0
      for (let row = first; row < end; row++) sum += volumeOf(row)
    }
    return first === end ? 0 : sum
  })
}

function quoteVolumeOf({ quoteVolumes, volumes, closes }: BarColumns): (row: number) => number {
  const raw = (row: number) => (quoteVolumes ? quoteVolumes[row]! : volumes[row]! * closes[row]!)
  return (row) => {
    const value = raw(row)
    return Number.isFinite(value) ? value : 0
  }
}
