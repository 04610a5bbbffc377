import { QtError } from '../../core/error.ts'
import { tableOf } from './arrow.ts'
import type { TableBuilder } from './source-table.ts'
import { addColumns } from './table-columns.ts'

/** Reads an Arrow IPC file or stream into `builder`; timestamps come as epoch milliseconds whatever their unit. */
export async function readArrow(bytes: Uint8Array, file: string, builder: TableBuilder): Promise<void> {
  const table = tableOf(bytes, file)
  if (table.numRows === 0) throw new QtError('data', `${file}: rows expected, the Arrow file has none`)
  await addColumns(builder, file, table.names.map(String), (name) => [table.getChild(name).toArray()])
}
