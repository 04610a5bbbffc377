import type { PriceColumns } from '../../columns/series.ts'

export interface CandleColumns {
  readonly widthMs: number
  readonly times: number[]
  readonly opens: number[]
  readonly highs: number[]
  readonly lows: number[]
  readonly closes: number[]
}

const MULTIPLES = [1, 2, 3, 4, 6, 8, 12, 24, 48, 72, 96, 168, 336, 720]

/**
 * Bars joined into at most `most` candles, each a whole multiple of the timeframe aligned to UTC. Where there were
 * no bars there is no candle.
 */
export function joinCandles(bars: PriceColumns, timeframeMs: number, most: number): CandleColumns {
  const { times } = bars
  const widthMs = candleWidth(times, timeframeMs, most)
  const candles: CandleColumns = { widthMs, times: [], opens: [], highs: [], lows: [], closes: [] }
  let at = -1
  for (let i = 0; i < times.length; i++) {
    const time = Math.floor(times[i]! / widthMs) * widthMs
    if (at < 0 || candles.times[at] !== time) {
      at = candles.times.push(time) - 1
      candles.opens.push(bars.opens[i]!)
      candles.highs.push(bars.highs[i]!)
      candles.lows.push(bars.lows[i]!)
      candles.closes.push(bars.closes[i]!)
      continue
    }
    candles.highs[at] = Math.max(candles.highs[at]!, bars.highs[i]!)
    candles.lows[at] = Math.min(candles.lows[at]!, bars.lows[i]!)
    candles.closes[at] = bars.closes[i]!
  }
  return candles
}

/** The least readable multiple of the timeframe with which the series touches at most `most` candles. */
function candleWidth(times: Float64Array, timeframeMs: number, most: number): number {
  if (times.length === 0) return timeframeMs
  const first = times[0]!
  const last = times[times.length - 1]!
  const touched = (multiple: number) =>
    Math.floor(last / (multiple * timeframeMs)) - Math.floor(first / (multiple * timeframeMs)) + 1
  let multiple = MULTIPLES.find((each) => touched(each) <= most) ?? MULTIPLES.at(-1)! * 2
  while (touched(multiple) > most) multiple *= 2
  return multiple * timeframeMs
}
