import { DAY_MS } from '../core/time.ts'
import { defineFeature } from './definition.ts'
import { StatefulKernel } from './state.ts'

/**
 * Session VWAP: the volume-weighted mean of the typical price (high + low + close) / 3 since 00:00 UTC.
 * NaN until the day has volume. A row that is not finite gives NaN and is skipped.
 *
 * A restart agrees from the next midnight on.
 */
class VwapKernel extends StatefulKernel {
  private day = Number.NaN
  private turnover = 0
  private volume = 0

  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void {
    const [times, highs, lows, closes, volumes] = inputs as Five
    const out = outputs[0]!
    let { day, turnover, volume } = this
    for (let i = from; i < to; i++) {
      const today = Math.floor(times[i]! / DAY_MS)
      if (today !== day) {
        day = today
        turnover = 0
        volume = 0
      }
      const traded = ((highs[i]! + lows[i]! + closes[i]!) / 3) * volumes[i]!
      if (!Number.isFinite(traded)) {
        out[i] = Number.NaN
        continue
      }
      turnover += traded
      volume += volumes[i]!
      out[i] = volume === 0 ? Number.NaN : turnover / volume
    }
    this.day = day
    this.turnover = turnover
    this.volume = volume
  }
}

type Five = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]

export const vwap = defineFeature({
  name: 'vwap',
  group: 'volume',
  summary:
    'Session VWAP: volume-weighted mean of (high + low + close) / 3 since 00:00 UTC; NaN until the day has volume.',
  clock: 'bar',
  inputs: ['time', 'high', 'low', 'close', 'volume'],
  sources: 0,
  params: {},
  outputs: ['value'],
  memory: 'infinite',
  lookback: () => 0,
  kernel: () => new VwapKernel(),
})
