import type { FundingColumns, PriceColumns, SentimentColumns, ValueColumns } from '../../columns/series.ts'
import type { Random } from '../../core/random.ts'
import { HOUR_MS } from '../../core/time.ts'
import { clamp, noise, rounded } from './noise.ts'

/** What side series lean on; made of bars that have closed. */
export interface Mood {
  /** Smoothed return per hour of about a day. */
  readonly trend: number
  /** Smoothed size of returns as a multiple of the ordinary. */
  readonly activity: number
}

const FUNDING_PERIOD_MS = 8 * HOUR_MS
const SENTIMENT_PERIOD_MS = 4 * HOUR_MS

const NONE: readonly number[] = []

/** Times of a period's grid inside [from, to). */
function gridTimes(from: number, to: number, periodMs: number): readonly number[] {
  const first = Math.ceil(from / periodMs) * periodMs
  if (first >= to) return NONE // most bars are shorter than any period
  return Array.from(
    { length: Math.max(0, Math.ceil((to - first) / periodMs)) },
    (_, k) => first + k * periodMs,
  )
}

/** Funding, open interest and sentiment of one instrument, growing with its bars. */
export class SideSeries {
  private readonly funding: [time: number, rate: number][] = []
  private readonly openInterest: [time: number, value: number][] = []
  private readonly sentiment: [time: number, score: number, news: number, trending: number][] = []
  private readonly openInterestPeriodMs: number
  private readonly volumeDecimals: number
  private readonly random: Random
  private readonly usualInterest: number
  private interest: number

  /** @param interest open interest at the start, base units */
  constructor(random: Random, interest: number, volumeDecimals: number, intervalMs: number) {
    this.random = random
    this.interest = interest
    this.usualInterest = interest
    this.volumeDecimals = volumeDecimals
    this.openInterestPeriodMs = Math.max(HOUR_MS, intervalMs)
  }

  /** Writes what falls into [from, to), from the mood before it. */
  advance(from: number, to: number, mood: Mood): void {
    for (const time of gridTimes(from, to, FUNDING_PERIOD_MS)) this.settle(time, mood)
    for (const time of gridTimes(from, to, this.openInterestPeriodMs)) this.measure(time, mood)
    for (const time of gridTimes(from, to, SENTIMENT_PERIOD_MS)) this.ask(time, mood)
  }

  columns(): { funding: FundingColumns; openInterest: ValueColumns; sentiment: SentimentColumns } {
    const { funding, openInterest, sentiment } = this
    return {
      funding: { times: column(funding, 0), rates: column(funding, 1) },
      openInterest: { times: column(openInterest, 0), values: column(openInterest, 1) },
      sentiment: {
        times: column(sentiment, 0),
        scores: column(sentiment, 1),
        newsCounts: column(sentiment, 2),
        trending: column(sentiment, 3),
      },
    }
  }

  /** Longs pay in a rising market, shorts in a falling one. */
  private settle(time: number, { trend }: Mood): void {
    const rate = 0.00006 + 0.16 * trend + 0.00003 * noise(this.random)
    this.funding.push([time, rounded(clamp(rate, -0.003, 0.003), 8)])
  }

  /** Grows with a trend either way and falls back to the usual. */
  private measure(time: number, { trend, activity }: Mood): void {
    const pull = 0.01 * (this.interest / this.usualInterest - 1)
    const change = 2 * Math.abs(trend) - 0.001 * (activity - 1) - pull + 0.004 * noise(this.random)
    this.interest *= 1 + clamp(change, -0.05, 0.05)
    this.openInterest.push([time, rounded(this.interest, this.volumeDecimals)])
  }

  private ask(time: number, { trend, activity }: Mood): void {
    const score = clamp(260 * trend + 0.2 * noise(this.random), -1, 1)
    const news = Math.floor(activity * (2 + 4 * this.random.uniform()))
    this.sentiment.push([time, rounded(score, 3), news, activity > 1.6 ? 1 : 0])
  }
}

/** Mark prices that stay near the last price and reach less far than its wicks. */
export function markOf(bars: PriceColumns, random: Random): PriceColumns {
  const count = bars.times.length
  const mark = {
    times: bars.times,
    opens: new Float64Array(count),
    highs: new Float64Array(count),
    lows: new Float64Array(count),
    closes: new Float64Array(count),
  }
  let basis = 0
  for (let bar = 0; bar < count; bar++) {
    const open = bar > 0 ? mark.closes[bar - 1]! : rounded(bars.opens[bar]!, 8)
    basis = 0.9 * basis + 0.00008 * noise(random)
    const close = rounded(bars.closes[bar]! * (1 + basis), 8)
    const reach = 0.85 + 0.1 * random.uniform()
    mark.opens[bar] = open
    mark.closes[bar] = close
    mark.highs[bar] = Math.max(open, close, rounded(close + reach * (bars.highs[bar]! - close), 8))
    mark.lows[bar] = Math.min(open, close, rounded(close + reach * (bars.lows[bar]! - close), 8))
  }
  return mark
}

function column(rows: readonly (readonly number[])[], index: number): Float64Array {
  return Float64Array.from(rows, (row) => row[index]!)
}
