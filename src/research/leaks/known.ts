import { type BarColumns, countBefore, type PriceColumns } from '../../columns/series.ts'
import { TIMEFRAME_MS } from '../../core/time.ts'
import type { InstrumentData, MarketData } from '../../market/market-data.ts'

type Series = { readonly times: Float64Array }

/** How many leading rows of each series of an instrument are known at an instant (SPEC §7.1). */
export interface KnownRows {
  readonly bars: number
  readonly finer: number
  readonly funding: number
  readonly mark: number
  readonly openInterest: number
  readonly sentiment: number
}

/**
 * At the instant that is the end of a bar: bars and marks that have ended by then, and whatever has a time of its
 * own strictly before it.
 */
export function knownRows(
  { timeframe, finerTimeframe = timeframe }: Pick<MarketData, 'timeframe' | 'finerTimeframe'>,
  own: InstrumentData,
  time: number,
): KnownRows {
  const timeframeMs = TIMEFRAME_MS[timeframe]
  const before = (series: Series | undefined) => (series ? countBefore(series.times, time) : 0)
  return {
    bars: endedBy(own.bars, time, timeframeMs),
    finer: own.finer ? endedBy(own.finer, time, TIMEFRAME_MS[finerTimeframe]) : 0,
    mark: own.mark ? endedBy(own.mark, time, leastSpacing(own.mark) ?? timeframeMs) : 0,
    funding: before(own.funding),
    openInterest: before(own.openInterest),
    sentiment: before(own.sentiment),
  }
}

/** The dataset as it was at an instant: views, nothing is copied. */
export function knownAt(data: MarketData, time: number): MarketData {
  return mapInstruments(data, (own) => {
    const known = knownRows(data, own, time)
    return mapSeries(own, (series, name) => rowsOf(series, 0, known[name]))
  })
}

/** Rows of side series that a slice keeps from before its first bar: enough for windows of settlements. */
const SIDE_ROWS_BEFORE = 80

/** The dataset with bars from an instant on; of what else there is, the latest stays known from before. */
export function barsFrom(data: MarketData, time: number): MarketData {
  return mapInstruments(data, (own) =>
    mapSeries(own, (series, name) => {
      const first = countBefore(series.times, time) - (name === 'bars' ? 0 : SIDE_ROWS_BEFORE)
      return rowsOf(series, Math.max(0, first), series.times.length)
    }),
  )
}

/** Whether so little is known of a mark series that not even its timeframe is: then nothing can be compared. */
export function isMarkUnclear(data: MarketData): boolean {
  return data.instruments.some(({ mark }) => mark?.times.length === 1)
}

export function mapInstruments(
  data: MarketData,
  map: (own: InstrumentData, index: number) => InstrumentData,
): MarketData {
  return { ...data, instruments: data.instruments.map(map) }
}

/** An instrument with each of its series replaced. */
export function mapSeries(
  own: InstrumentData,
  map: <S extends Series>(series: S, name: keyof KnownRows) => S,
): InstrumentData {
  const { instrument, bars, finer, funding, mark, openInterest, sentiment } = own
  return {
    instrument,
    bars: map(bars, 'bars'),
    ...(finer && { finer: map(finer, 'finer') }),
    ...(funding && { funding: map(funding, 'funding') }),
    ...(mark && { mark: map(mark, 'mark') }),
    ...(openInterest && { openInterest: map(openInterest, 'openInterest') }),
    ...(sentiment && { sentiment: map(sentiment, 'sentiment') }),
  }
}

/** A series with each of its columns replaced. */
export function mapColumns<S extends Series>(
  series: S,
  map: (values: Float64Array, name: string) => Float64Array,
): S {
  const columns = Object.entries(series as unknown as Readonly<Record<string, Float64Array>>)
  return Object.fromEntries(columns.map(([name, values]) => [name, map(values, name)])) as unknown as S
}

function rowsOf<S extends Series>(series: S, from: number, to: number): S {
  return mapColumns(series, (values) => values.subarray(from, to))
}

function endedBy({ times }: BarColumns | PriceColumns, time: number, lengthMs: number): number {
  return countBefore(times, time - lengthMs + 1)
}

/** The timeframe of a series of interval opens; a single row has none. */
function leastSpacing({ times }: PriceColumns): number | undefined {
  let least = Number.POSITIVE_INFINITY
  for (let i = 1; i < times.length; i++) least = Math.min(least, times[i]! - times[i - 1]!)
  return Number.isFinite(least) ? least : undefined
}
