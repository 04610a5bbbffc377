import { parquetScan } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { QtError } from '../../core/error.ts'
import type { TableBuilder } from './source-table.ts'
import { addColumns } from './table-columns.ts'

/** Reads a Parquet file into `builder`, one column at a time. */
export async function readParquet(packed: Uint8Array, name: string, builder: TableBuilder): Promise<void> {
  const file = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) as ArrayBuffer
  const { metadata, ranges, readColumn } = await orUnreadable(name, () => parquetScan({ file, compressors }))
  if (metadata.num_rows === 0n) throw new QtError('data', `${name}: rows expected, the Parquet file has none`)
  const names = metadata.row_groups[0]!.columns.map((column) => column.meta_data?.path_in_schema[0] ?? '')
  await addColumns(builder, name, names, (column) =>
    orUnreadable(name, () => Promise.all(ranges.map((range) => readColumn({ column, ...range })))),
  )
}

async function orUnreadable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const { message } = error as Error
    throw new QtError('data', `${name}: truncated or broken Parquet file (${message})`, undefined, {
      cause: error,
    })
  }
}
