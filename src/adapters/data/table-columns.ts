import { planOfNames } from './column-plan.ts'
import { decimalsOf, POWERS_OF_TEN, parseNumber, parseTime, toMilliseconds } from './parse-number.ts'
import type { TableBuilder } from './source-table.ts'

/** A value of a column file: number, bigint (64-bit integers), Date, text, or nothing. */
export type ColumnValue = unknown

export type ColumnChunks = readonly ArrayLike<ColumnValue>[]

/**
 * Adds the rows of a file that is already made of columns (Parquet, Arrow).
 *
 * @param chunksOf the values of the column with this name, in one piece or several
 */
export async function addColumns(
  builder: TableBuilder,
  file: string,
  names: readonly string[],
  chunksOf: (name: string) => ColumnChunks | Promise<ColumnChunks>,
): Promise<void> {
  const cells = planOfNames(names, builder.fields, file)
  const firstRow = builder.rows
  builder.startSegment(file, 1)
  let rows = 0
  for (const [index, slot] of cells.entries()) {
    if (slot < 0) continue
    const chunks = await chunksOf(names[index]!)
    rows = chunks.reduce((sum, { length }) => sum + length, 0)
    builder.grow(firstRow + rows)
    let row = firstRow
    for (const values of chunks) {
      addValues(builder, slot, row, values)
      row += values.length
    }
  }
  builder.rows = firstRow + rows
  builder.endFile(firstRow, new Set(cells.filter((slot) => slot >= 0)))
}

/** Writes values into one column from row `first` on. */
function addValues(builder: TableBuilder, slot: number, first: number, values: ArrayLike<ColumnValue>): void {
  const target = builder.slots[slot]!
  let decimals = builder.decimals[slot]!
  for (let i = 0; i < values.length; i++) {
    const value = slot === 0 ? timeOf(values[i]) : numberOf(values[i])
    target[first + i] = value
    if (slot > 0 && !fitsDecimals(value, decimals)) decimals = Math.max(decimals, shownDecimals(value))
    if (Number.isNaN(value) && builder.fields[slot]!.isRequired)
      builder.addBadCell(slot, String(values[i] ?? ''), first + i)
  }
  builder.decimals[slot] = decimals
}

function timeOf(value: ColumnValue): number {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string') return parseTime(value)
  return toMilliseconds(numberOf(value))
}

function numberOf(value: ColumnValue): number {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'string' ? parseNumber(value) : Number.NaN
}

/** Quick test for the many values that show nothing new: the value lies on the grid of `decimals` places. */
function fitsDecimals(value: number, decimals: number): boolean {
  const scale = POWERS_OF_TEN[decimals]!
  return Math.round(value * scale) / scale === value
}

/** Decimals of the shortest text that means this number; more than 15 digits are floating-point noise. */
function shownDecimals(value: number): number {
  const text = String(value)
  return text.replace(/[eE].*|\D/g, '').replace(/^0+/, '').length > 15 ? 0 : decimalsOf(text)
}
