import type { FundingColumns } from '../columns/series.ts'
import { assert } from '../core/assert.ts'
import { TIMEFRAME_MS } from '../core/time.ts'
import type { InstrumentData, MarketData } from '../market/market-data.ts'
import { asOf, countsBefore, knownSettlements, lastKnown } from './as-of.ts'
import { benchmarkCloses } from './benchmark.ts'
import type { BarInput } from './definition.ts'
import { fundingIntervals } from './funding-intervals.ts'
import { markCloses } from './mark-closes.ts'
import { volumeRanks } from './volume-ranks.ts'

/** What features read: full-length columns of one instrument, one row per bar, as known at the bar's end. */
export interface FeatureInputs {
  readonly rows: number
  readonly timeframeMs: number
  /** The column of that name, `rows` long; NaN throughout where the dataset has no such source. */
  column(name: BarInput): Float64Array
  /** Settlements with a known rate: the rows of the funding clock. */
  readonly settlements: FundingColumns
  /** For each bar, the number of those settlements strictly before its end. */
  settlementCounts(): Float64Array
  /** The instrument's own funding interval. */
  readonly fundingIntervalMs: number
}

/** The columns of one instrument of a dataset, built when first asked for and then kept. */
export function featureInputs(data: MarketData, instrumentIndex: number): FeatureInputs {
  const own = data.instruments[instrumentIndex]
  assert(own, `the dataset has an instrument ${instrumentIndex}`)
  return new MarketInputs(data, own)
}

class MarketInputs implements FeatureInputs {
  readonly rows: number
  readonly timeframeMs: number
  readonly fundingIntervalMs: number
  readonly settlements: FundingColumns
  readonly data: MarketData
  readonly own: InstrumentData
  private readonly built = new Map<BarInput, Float64Array>()
  private counts: Float64Array | undefined

  constructor(data: MarketData, own: InstrumentData) {
    this.data = data
    this.own = own
    this.rows = own.bars.times.length
    this.timeframeMs = TIMEFRAME_MS[data.timeframe]
    this.fundingIntervalMs = own.instrument.fundingIntervalHours * 3_600_000
    this.settlements = knownSettlements(own.funding)
  }

  column(name: BarInput): Float64Array {
    let column = this.built.get(name)
    if (!column) {
      column = BUILDERS[name](this)
      assert(column.length === this.rows, `column ${name} has one row per bar`)
      this.built.set(name, column)
    }
    return column
  }

  settlementCounts(): Float64Array {
    this.counts ??= countsBefore(this.settlements.times, this.column('endTime'))
    return this.counts
  }

  /** `values` at the last of `times` strictly before the end of each bar. */
  sideColumn(times: Float64Array | undefined, values: Float64Array | undefined): Float64Array {
    return times && values ? asOf(times, values, this.column('endTime')) : this.unknown()
  }

  unknown(): Float64Array {
    return new Float64Array(this.rows).fill(Number.NaN)
  }
}

const BUILDERS: Readonly<Record<BarInput, (inputs: MarketInputs) => Float64Array>> = {
  time: ({ own }) => own.bars.times,
  endTime: ({ own, timeframeMs }) => own.bars.times.map((time) => time + timeframeMs),
  barIndex: ({ own, timeframeMs }) => own.bars.times.map((time) => Math.floor(time / timeframeMs)),
  open: ({ own }) => own.bars.opens,
  high: ({ own }) => own.bars.highs,
  low: ({ own }) => own.bars.lows,
  close: ({ own }) => own.bars.closes,
  volume: ({ own }) => own.bars.volumes,
  quoteVolume: (inputs) => inputs.own.bars.quoteVolumes ?? inputs.unknown(),
  tradeCount: (inputs) => inputs.own.bars.tradeCounts ?? inputs.unknown(),
  takerBuyVolume: (inputs) => inputs.own.bars.takerBuyVolumes ?? inputs.unknown(),
  fundingRate: (inputs) => lastKnown(inputs.settlements.rates, inputs.settlementCounts()),
  fundingTime: (inputs) => lastKnown(inputs.settlements.times, inputs.settlementCounts()),
  fundingInterval: (inputs) =>
    fundingIntervals(inputs.settlements.times, inputs.settlementCounts(), inputs.fundingIntervalMs),
  openInterest: (inputs) =>
    inputs.sideColumn(inputs.own.openInterest?.times, inputs.own.openInterest?.values),
  markClose: (inputs) =>
    inputs.own.mark ? markCloses(inputs.own.mark, inputs.column('endTime')) : inputs.unknown(),
  benchmarkClose: ({ data, own }) => benchmarkCloses(data, own.bars.times),
  volumeRank: ({ data, own }) => volumeRanks(data, own),
  sentimentScore: (inputs) => inputs.sideColumn(inputs.own.sentiment?.times, inputs.own.sentiment?.scores),
  newsCount: (inputs) => inputs.sideColumn(inputs.own.sentiment?.times, inputs.own.sentiment?.newsCounts),
  isTrending: (inputs) => inputs.sideColumn(inputs.own.sentiment?.times, inputs.own.sentiment?.trending),
}
