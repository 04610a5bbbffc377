import type { BarColumns } from '../../columns/series.ts'
import type { Random } from '../../core/random.ts'
import { HOUR_MS } from '../../core/time.ts'
import type { SyntheticAsset } from './assets.ts'
import { STEPS_PER_BAR } from './market-factor.ts'
import { clamp, noise, rounded, VolatilityCluster } from './noise.ts'

const JUMPS_PER_HOUR = 1 / 700
/** One bar in sixteen opens a tick away from the close before. */
const OPEN_SLIPS_BELOW = 268_435_456

/** Bars of one instrument, written one after the other by `advance`; volumes are left to the trade flow. */
export class PricePath {
  readonly bars: Required<BarColumns>
  /** Deviation of a bar's return in ordinary times. */
  readonly barDeviation: number
  private readonly asset: SyntheticAsset
  private readonly factor: Float64Array
  private readonly hours: number
  private readonly random: Random
  private readonly cluster = new VolatilityCluster()
  private readonly ownDeviation: number
  private readonly tick: number
  /** Before rounding to ticks. */
  private price: number
  private ownTrend = 0

  constructor(
    asset: SyntheticAsset,
    factor: Float64Array,
    firstTime: number,
    intervalMs: number,
    random: Random,
  ) {
    const count = factor.length / STEPS_PER_BAR
    this.asset = asset
    this.factor = factor
    this.hours = intervalMs / HOUR_MS
    this.random = random
    this.ownDeviation = asset.ownVolatility * Math.sqrt(this.hours / STEPS_PER_BAR)
    this.tick = Number(`1e-${asset.priceDecimals}`)
    this.barDeviation = (0.004 * asset.beta + asset.ownVolatility) * Math.sqrt(this.hours)
    this.price = asset.startPrice
    this.bars = emptyBars(count, firstTime, intervalMs)
  }

  /** Writes bar `bar` and answers its return. */
  advance(bar: number): number {
    const { opens, highs, lows, closes } = this.bars
    const before = bar > 0 ? closes[bar - 1]! : this.onTick(this.price)
    const { high, low } = this.walk(bar)
    const reach = 0.25 * this.barDeviation * this.price
    const open = this.random.uint32() < OPEN_SLIPS_BELOW ? this.onTick(before + this.tick) : before
    const close = this.onTick(this.price)
    opens[bar] = open
    closes[bar] = close
    highs[bar] = Math.max(open, close, this.onTick(high + reach * this.random.uniform()))
    lows[bar] = Math.min(open, close, this.onTick(low - reach * this.random.uniform()))
    return close / before - 1
  }

  /** Moves the price through the bar's steps: market factor, own trend, own noise in clusters, own jumps. */
  private walk(bar: number): { high: number; low: number } {
    const { asset, random, hours } = this
    const deviation = this.ownDeviation * this.cluster.deviation
    const jumpStep = random.uniform() < JUMPS_PER_HOUR * hours ? random.integer(0, STEPS_PER_BAR - 1) : -1
    this.ownTrend = this.ownTrend * Math.max(0, 1 - 0.006 * hours) + 0.00003 * hours * noise(random)
    let high = this.price
    let low = this.price
    let ownReturn = 0
    for (let step = 0; step < STEPS_PER_BAR; step++) {
      const jump = step === jumpStep ? 0.03 * noise(random) : 0
      const own = deviation * noise(random) + (this.ownTrend * hours) / STEPS_PER_BAR + jump
      const change = asset.beta * this.factor[bar * STEPS_PER_BAR + step]! + own
      this.price = Math.max(asset.startPrice / 1000, this.price * (1 + clamp(change, -0.2, 0.2)))
      high = Math.max(high, this.price)
      low = Math.min(low, this.price)
      ownReturn += own
    }
    this.cluster.push(ownReturn / (2 * this.ownDeviation))
    return { high, low }
  }

  private onTick(price: number): number {
    return Math.max(this.tick, rounded(price, this.asset.priceDecimals))
  }
}

function emptyBars(count: number, firstTime: number, intervalMs: number): Required<BarColumns> {
  const column = () => new Float64Array(count)
  return {
    times: Float64Array.from({ length: count }, (_, bar) => firstTime + bar * intervalMs),
    opens: column(),
    highs: column(),
    lows: column(),
    closes: column(),
    volumes: column(),
    quoteVolumes: column(),
    tradeCounts: column(),
    takerBuyVolumes: column(),
  }
}
