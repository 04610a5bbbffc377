import type { BarColumns } from '../../columns/series.ts'
import type { Random } from '../../core/random.ts'
import { DAY_MS, HOUR_MS } from '../../core/time.ts'
import type { SyntheticAsset } from './assets.ts'
import { clamp, noise, rounded } from './noise.ts'

/** Volume of each UTC hour as a multiple of the day's mean: quiet Asian night, busy American morning. */
const HOURLY_ACTIVITY = [
  1.05, 0.95, 0.85, 0.8, 0.75, 0.75, 0.8, 0.9, 1, 1, 0.95, 0.95, 1.05, 1.3, 1.55, 1.5, 1.35, 1.2, 1.05, 1,
  0.95, 0.9, 0.85, 0.9,
]
const WEEKEND_ACTIVITY = 0.65
const MEAN_TRADE_QUOTE = 1800

/** Volume, trades and the takers' buying of each bar, livelier when prices move. */
export class TradeFlow {
  /** Smoothed size of returns as a multiple of the ordinary. */
  activity = 1
  private readonly asset: SyntheticAsset
  private readonly bars: Required<BarColumns>
  private readonly hours: number
  private readonly random: Random

  constructor(asset: SyntheticAsset, bars: Required<BarColumns>, intervalMs: number, random: Random) {
    this.asset = asset
    this.bars = bars
    this.hours = intervalMs / HOUR_MS
    this.random = random
  }

  /** Writes the flow of bar `bar`, whose return was `move` ordinary deviations. */
  advance(bar: number, move: number): void {
    const { bars, asset, random } = this
    const price = (bars.opens[bar]! + bars.highs[bar]! + bars.lows[bar]! + bars.closes[bar]!) / 4
    this.activity += 0.15 * (Math.min(6, Math.abs(move) * 1.25) - this.activity)
    const liveliness = 0.35 + 0.45 * this.activity + 0.2 * Math.min(6, Math.abs(move))
    const quote = asset.hourlyQuoteVolume * this.hours * seasonAt(bars.times[bar]!) * liveliness
    const volume = rounded((quote * (0.6 + 0.8 * random.uniform())) / price, asset.volumeDecimals)
    const buyShare = clamp(0.5 + 0.06 * move + 0.03 * noise(random), 0.03, 0.97)
    bars.volumes[bar] = volume
    bars.quoteVolumes[bar] = rounded(volume * price, 2)
    bars.tradeCounts[bar] =
      1 + Math.floor(((volume * price) / MEAN_TRADE_QUOTE) * (0.7 + 0.6 * random.uniform()))
    bars.takerBuyVolumes[bar] = rounded(volume * buyShare, asset.volumeDecimals)
  }
}

function seasonAt(time: number): number {
  const weekday = (Math.floor(time / DAY_MS) + 4) % 7 // 1970-01-01 was a Thursday; 0 = Sunday
  const isWeekend = weekday === 0 || weekday === 6
  return HOURLY_ACTIVITY[Math.floor((time % DAY_MS) / HOUR_MS)]! * (isWeekend ? WEEKEND_ACTIVITY : 1.1)
}
