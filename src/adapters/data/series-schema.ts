import type {
  BarColumns,
  FundingColumns,
  PriceColumns,
  SentimentColumns,
  ValueColumns,
} from '../../columns/series.ts'

/** The series that a dataset can hold for one instrument, with their types in memory. */
export interface SeriesTypes {
  bars: BarColumns
  funding: FundingColumns
  mark: PriceColumns
  openInterest: ValueColumns
  sentiment: SentimentColumns
  /** Bars of a shorter timeframe: the path inside the bars. */
  finer: BarColumns
}

export type SeriesKind = keyof SeriesTypes

export interface SeriesField {
  /** Property of the columns in memory. */
  readonly property: string
  /** Column in the dataset's Arrow file. */
  readonly column: string
  /** Further names accepted in a source's header, lower case without separators. */
  readonly aliases: readonly string[]
  readonly isRequired: boolean
}

function field(property: string, column: string, aliases: readonly string[] = []): SeriesField {
  return { property, column, aliases, isRequired: true }
}

function optional(property: string, column: string, aliases: readonly string[] = []): SeriesField {
  return { property, column, aliases, isRequired: false }
}

const TIME = field('times', 'time', [
  'timestamp',
  'ts',
  'opentime',
  'date',
  'datetime',
  'calctime',
  'fundingtime',
  'createtime',
  'timestampms',
])

const PRICES = [
  TIME,
  field('opens', 'open', ['openprice']),
  field('highs', 'high', ['highprice']),
  field('lows', 'low', ['lowprice']),
  field('closes', 'close', ['closeprice']),
]

const BARS = [
  ...PRICES,
  field('volumes', 'volume', ['vol', 'basevolume', 'volumebase']),
  optional('quoteVolumes', 'quote_volume', ['quoteassetvolume', 'turnover', 'volumequote']),
  optional('tradeCounts', 'trades', ['count', 'numberoftrades', 'tradecount', 'numtrades']),
  optional('takerBuyVolumes', 'taker_buy_base', [
    'takerbuyvolume',
    'takerbuybasevolume',
    'takerbuybaseassetvolume',
  ]),
]

/** One schema for source headers, Arrow files and columns in memory. The first field is always the time. */
export const SERIES_FIELDS: Readonly<Record<SeriesKind, readonly SeriesField[]>> = {
  bars: BARS,
  funding: [TIME, field('rates', 'rate', ['fundingrate', 'lastfundingrate'])],
  mark: PRICES,
  openInterest: [TIME, field('values', 'open_interest', ['sumopeninterest', 'value'])],
  sentiment: [
    TIME,
    field('scores', 'score', ['sentiment', 'sentimentscore']),
    optional('newsCounts', 'news_count', ['newscount', 'news']),
    optional('trending', 'trending', ['istrending']),
  ],
  finer: BARS,
}

/** Middle part of the file name: `BTCUSDT.open-interest.arrow`. */
export const SERIES_FILE: Readonly<Record<SeriesKind, string>> = {
  bars: 'bars',
  funding: 'funding',
  mark: 'mark',
  openInterest: 'open-interest',
  sentiment: 'sentiment',
  finer: 'finer',
}

export const SERIES_KINDS = Object.keys(SERIES_FILE) as SeriesKind[]

/** Columns by property name: the shape that readers, repair and Arrow files share. */
export type ColumnSet = Readonly<Record<string, Float64Array>>

/** A column set that has the required fields of a kind is that kind's columns. */
export function asSeries<K extends SeriesKind>(_kind: K, columns: ColumnSet): SeriesTypes[K] {
  return columns as unknown as SeriesTypes[K]
}

export function asColumnSet(series: SeriesTypes[SeriesKind]): ColumnSet {
  return series as unknown as ColumnSet
}
