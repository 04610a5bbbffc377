import {
  type Column,
  columnFromArray,
  columnFromValues,
  dictionary,
  float64,
  int32,
  TimeUnit,
  tableFromColumns,
  tableToIPC,
  timestamp,
  utf8,
} from '@uwdata/flechette'
import type { ResultColumn, ResultTable } from './result-table.ts'

const TIME = timestamp(TimeUnit.MILLISECOND, 'UTC')

/** A table as an Arrow IPC file: times as UTC timestamps (ms), texts as dictionaries, absent values null. */
export function arrowBytes(table: ResultTable): Uint8Array {
  const columns = table.columns.map((column): [string, Column<unknown>] => [column.name, columnOf(column)])
  return tableToIPC(tableFromColumns(columns), { format: 'file' })!
}

function columnOf(column: ResultColumn): Column<unknown> {
  if (column.kind === 'text') return columnFromArray([...column.values], dictionary(utf8(), int32()))
  const { values } = column
  if (column.kind === 'number' && !values.some(Number.isNaN)) return columnFromArray(values, float64()) // as it stands
  const visitAll = (visit: (value: unknown) => void) => {
    for (const value of values) visit(Number.isNaN(value) ? null : value)
  }
  return columnFromValues(visitAll, column.kind === 'time' ? TIME : float64())
}
