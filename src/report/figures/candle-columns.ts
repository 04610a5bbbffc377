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
  const slots = (times[times.length - 1]! - times[0]!) / timeframeMs + 2
  const multiple = MULTIPLES.find((each) => slots / each <= most) ?? Math.ceil(slots / most)
  const widthMs = multiple * timeframeMs
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
