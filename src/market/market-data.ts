import type {
  BarColumns,
  FundingColumns,
  PriceColumns,
  SentimentColumns,
  ValueColumns,
} from '../columns/series.ts'
import type { Timeframe } from '../core/time.ts'
import type { Instrument } from './instrument.ts'

/** Everything known about one instrument, as columns. Absent means: no such source. */
export interface InstrumentData {
  readonly instrument: Instrument
  readonly bars: BarColumns
  /** Bars of a shorter timeframe, for part of the time or all of it: the path inside the bars. */
  readonly finer?: BarColumns
  readonly funding?: FundingColumns
  /** Mark-price bars, of any timeframe. */
  readonly mark?: PriceColumns
  readonly openInterest?: ValueColumns
  readonly sentiment?: SentimentColumns
}

/** A dataset in memory: bars of one timeframe for several instruments, sorted by instrument id. */
export interface MarketData {
  readonly name: string
  /** Content hash of the dataset: the same data, the same hash. */
  readonly hash: string
  readonly isSynthetic: boolean
  readonly timeframe: Timeframe
  /** Of the finer bars, where some instrument has them; divides `timeframe`. */
  readonly finerTimeframe?: Timeframe
  readonly instruments: readonly InstrumentData[]
  /** Ids of instruments that a selection of time left without a bar. */
  readonly omitted?: readonly string[]
}

/** The same data without its finer bars: every bar is then read as configured. */
export function withoutFiner({ finerTimeframe: _, ...data }: MarketData): MarketData {
  return { ...data, instruments: data.instruments.map(({ finer: _finer, ...own }) => own) }
}
