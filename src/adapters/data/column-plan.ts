import { closest, QtError } from '../../core/error.ts'
import { parseTime } from './parse-number.ts'
import type { SeriesField } from './series-schema.ts'

/** What to do with each cell of a row. */
export const SKIP = -1
export const SYMBOL = -2

export interface ColumnPlan {
  /** Per cell: the field's slot, `SKIP` or `SYMBOL`. */
  readonly cells: readonly number[]
  readonly hasHeader: boolean
}

/** Binance archive klines: 12 columns without header in older files. */
const KLINE_COLUMNS =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore'.split(
    ',',
  )

/**
 * Reads the first line of a CSV file. A first line of data is accepted for Binance klines (12 cells) only:
 * with any other width the meaning of a column would be a guess.
 */
export function planOfFirstLine(
  names: readonly string[],
  fields: readonly SeriesField[],
  file: string,
): ColumnPlan {
  if (Number.isNaN(parseTime(names[0] ?? '')))
    return { cells: planOfNames(names, fields, file), hasHeader: true }
  if (names.length === KLINE_COLUMNS.length)
    return { cells: planOfNames(KLINE_COLUMNS, fields, file), hasHeader: false }
  throw new QtError(
    'data',
    `${file} row 1: a header expected (${expected(fields)}), got data: ${excerpt(names)}`,
    'only Binance klines with 12 columns may come without a header',
  )
}

/** The slot of each named column; refuses a missing required column and a column given twice. */
export function planOfNames(
  names: readonly string[],
  fields: readonly SeriesField[],
  file: string,
): number[] {
  const cells = names.map((name) => slotOf(name, fields))
  fields.forEach((field, slot) => {
    const found = names.filter((_, index) => cells[index] === slot)
    if (found.length > 1)
      throw new QtError(
        'data',
        `${file} row 1: one column for ${field.column} expected, got ${found.join(' and ')}`,
      )
    if (found.length === 0 && field.isRequired) throw missingColumn(field, names, fields, file)
  })
  return cells
}

function slotOf(name: string, fields: readonly SeriesField[]): number {
  const plain = plainName(name)
  if (plain === 'symbol') return SYMBOL
  return fields.findIndex((field) => plainName(field.column) === plain || field.aliases.includes(plain))
}

function missingColumn(
  field: SeriesField,
  names: readonly string[],
  fields: readonly SeriesField[],
  file: string,
): QtError {
  const name = shownName(field, fields)
  const near = closest(name, names)
  return new QtError(
    'data',
    `${file} row 1: column "${name}" is missing; got ${excerpt(names)}`,
    `${near ? `"${near}" looks like it; ` : ''}expected ${expected(fields)}`,
  )
}

function expected(fields: readonly SeriesField[]): string {
  return fields.map((field) => (field.isRequired ? shownName(field, fields) : `[${field.column}]`)).join(',')
}

/** The name that a source's header usually has. */
function shownName(field: SeriesField, fields: readonly SeriesField[]): string {
  return field === fields[0] ? 'timestamp' : field.column
}

/** `Open Time`, `openTime` and `open_time` are one name. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

function excerpt(names: readonly string[]): string {
  const text = names.join(',').replace(/[^\x20-\x7e]/g, '?')
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
