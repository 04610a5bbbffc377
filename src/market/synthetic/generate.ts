import type {
  BarColumns,
  FundingColumns,
  PriceColumns,
  SentimentColumns,
  ValueColumns,
} from '../../columns/series.ts'
import { Random } from '../../core/random.ts'
import { HOUR_MS, TIMEFRAME_MS, type Timeframe } from '../../core/time.ts'
import { type SyntheticAsset, syntheticAssets } from './assets.ts'
import { marketFactor } from './market-factor.ts'
import { PricePath } from './price-path.ts'
import { markOf, SideSeries } from './side-series.ts'
import { TradeFlow } from './trade-flow.ts'

/** Rises with every change that makes other numbers from the same seed. */
export const GENERATOR_VERSION = 1

export interface SyntheticSpec {
  readonly seed: number
  readonly instruments: number
  readonly bars: number
  readonly timeframe: Timeframe
  /** Open of the first bar, epoch ms, on the timeframe's grid. */
  readonly firstTime: number
}

export interface SyntheticInstrument {
  readonly asset: SyntheticAsset
  readonly bars: BarColumns
  readonly mark?: PriceColumns
  readonly funding: FundingColumns
  readonly openInterest: ValueColumns
  readonly sentiment: SentimentColumns
}

/**
 * Invented markets, one instrument after the other: correlated through a common factor that switches between
 * trends, ranges and turbulence, with volatility in clusters and jumps; funding, open interest and sentiment
 * lean on the day's trend. The same spec gives the same bits on every machine: nothing but + − × ÷ and the
 * square root is used, which IEEE 754 fixes to the last bit.
 */
export function* generateMarket(spec: SyntheticSpec): Generator<SyntheticInstrument> {
  const random = new Random(spec.seed)
  const factor = marketFactor(random.stream('market'), spec.bars, TIMEFRAME_MS[spec.timeframe])
  for (const asset of syntheticAssets(spec.instruments)) yield generateInstrument(asset, factor, spec, random)
}

function generateInstrument(
  asset: SyntheticAsset,
  factor: Float64Array,
  { timeframe, firstTime, bars: count }: SyntheticSpec,
  random: Random,
): SyntheticInstrument {
  const intervalMs = TIMEFRAME_MS[timeframe]
  const stream = (purpose: string) => random.stream(`${asset.id} ${purpose}`)
  const path = new PricePath(asset, factor, firstTime, intervalMs, stream('prices'))
  const { bars } = path
  const flow = new TradeFlow(asset, bars, intervalMs, stream('flow'))
  const interest = (3 * asset.hourlyQuoteVolume) / asset.startPrice
  const side = new SideSeries(stream('side'), interest, asset.volumeDecimals, intervalMs)
  const hours = intervalMs / HOUR_MS
  const smoothing = Math.min(1, hours / 24)
  let trend = 0
  for (let bar = 0; bar < count; bar++) {
    const time = bars.times[bar]!
    side.advance(time, time + intervalMs, { trend, activity: flow.activity })
    const change = path.advance(bar)
    flow.advance(bar, change / path.barDeviation)
    trend += smoothing * (change / hours - trend)
  }
  return { asset, bars, ...(asset.hasMark && { mark: markOf(bars, stream('mark')) }), ...side.columns() }
}
