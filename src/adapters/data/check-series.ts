import type { SentimentColumns, ValueColumns } from '../../columns/series.ts'
import { QtError } from '../../core/error.ts'
import { TIMEFRAME_MS, type Timeframe } from '../../core/time.ts'
import {
  type CheckedBars,
  type Findings,
  findingsOf,
  type Inspection,
  inspectBars,
  inspectPoints,
} from '../../market/integrity.ts'
import { timeframeOfSpacing, typicalSpacing } from '../../market/spacing.ts'
import { asSeries, type ColumnSet, SERIES_FIELDS, type SeriesKind } from './series-schema.ts'
import type { SourceTable } from './source-table.ts'

export interface SeriesRules {
  /** Interval of price bars. */
  readonly intervalMs: number
  readonly maxJump: number
}

/** Beyond this share of the notional per settlement a rate is surely in percent or in another unit. */
const MAX_FUNDING_RATE = 0.1

/** What must hold of each kind of series. */
const INSPECTIONS: Readonly<Record<SeriesKind, (columns: ColumnSet, rules: SeriesRules) => Inspection>> = {
  bars: (columns, rules) => inspectBars(asSeries('bars', columns), rules),
  finer: (columns, rules) => inspectBars(asSeries('finer', columns), rules),
  mark: (columns, rules) => inspectBars(asSeries('mark', columns) as CheckedBars, rules),
  funding: (columns) => {
    const { times, rates } = asSeries('funding', columns)
    return inspectPoints(times, { rates }, [-MAX_FUNDING_RATE, MAX_FUNDING_RATE])
  },
  openInterest: (columns) => {
    const { times, values }: ValueColumns = asSeries('openInterest', columns)
    return inspectPoints(times, { values }, [0, Number.MAX_VALUE])
  },
  sentiment: (columns) => {
    const { times, scores }: SentimentColumns = asSeries('sentiment', columns)
    return inspectPoints(times, { scores }, [-1, 1])
  },
}

export function inspectSeries(kind: SeriesKind, columns: ColumnSet, rules: SeriesRules): Inspection {
  return INSPECTIONS[kind](columns, rules)
}

export function checkSeries(kind: SeriesKind, columns: ColumnSet, rules: SeriesRules): Findings {
  return findingsOf(inspectSeries(kind, columns, rules))
}

const LINES_SHOWN = 5

/** The findings in words, one line each: "BTCUSDT.csv row 812: high ≥ max(open, close) expected, got …". */
export function describeFindings(
  findings: Findings,
  kind: SeriesKind,
  table: Pick<SourceTable, 'badCells' | 'placeOf'>,
): string[] {
  return findings.examples.map(({ row, rule, property, expected, got }) => {
    const column = SERIES_FIELDS[kind].find((field) => field.property === property)?.column
    const bad =
      rule === 'notANumber' || rule === 'time'
        ? table.badCells.find((cell) => cell.row === row && cell.property === property)
        : undefined
    const what = bad ? `"${bad.text}"` : got
    return `${table.placeOf(row)}: ${column ? `${column}: ` : ''}${expected} expected, got ${what}`
  })
}

export function refusal(
  findings: Findings,
  kind: SeriesKind,
  table: SourceTable,
  isRepaired: boolean,
): QtError {
  const lines = describeFindings(findings, kind, table)
  const shown = lines.slice(0, LINES_SHOWN)
  const more = findings.total - shown.length
  const message = more > 0 ? [...shown, `and ${more.toLocaleString('en-US')} more findings`] : shown
  return new QtError('data', message.join('\n'), hintFor(findings, isRepaired))
}

function hintFor({ counts }: Findings, isRepaired: boolean): string {
  if (counts.jump)
    return 'if the jump is real, raise --max-jump; --repair drops single bars that jump away and back'
  if (isRepaired) return 'this cannot be repaired'
  if (counts.unordered) return '--repair sorts the rows'
  return '--repair fixes what can be fixed and records each repair'
}

/**
 * The timeframe of price bars: as asked for, or read off the most frequent spacing. Refuses bars that are
 * spaced otherwise than asked.
 *
 * @param flag with which another one is asked for
 */
export function timeframeOf(
  columns: ColumnSet,
  wanted: Timeframe | undefined,
  file: string,
  flag = 'timeframe',
): Timeframe {
  const spacing = typicalSpacing(columns.times!)
  const suggested = timeframeOfSpacing(spacing)
  const found = wanted ?? suggested
  if (found && (spacing === undefined || TIMEFRAME_MS[found] === spacing)) return found
  const shown = suggested ?? (spacing === undefined ? 'unknown' : `${spacing} ms`)
  throw new QtError(
    'data',
    `${file}: bars ${wanted ? `${wanted} apart` : 'of a supported timeframe'} expected, they are ${shown} apart`,
    suggested
      ? `import them with --${flag} ${suggested}`
      : `timeframes: ${Object.keys(TIMEFRAME_MS).join(', ')}`,
  )
}
