import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { QtError } from '../../core/error.ts'
import { readArrow } from './arrow-source.ts'
import { readCsv } from './csv.ts'
import { readParquet } from './parquet-source.ts'
import type { SeriesKind } from './series-schema.ts'
import { formatOf, type SourceFormat, textChunks, zipMembers } from './source-bytes.ts'
import type { InstrumentSource } from './source-files.ts'
import { type SourceTable, TableBuilder } from './source-table.ts'

type Reader = (path: string, builder: TableBuilder, symbol: string) => Promise<void>

const READERS: Readonly<Record<SourceFormat, Reader>> = {
  csv: (path, builder, symbol) => readCsv(textChunks(path, 'csv'), basename(path), builder, symbol),
  gzip: (path, builder, symbol) => readCsv(textChunks(path, 'gzip'), basename(path), builder, symbol),
  zip: readZip,
  parquet: async (path, builder) => readParquet(await readFile(path), basename(path), builder),
  arrow: async (path, builder) => readArrow(await readFile(path), basename(path), builder),
}

/** All rows of one instrument's files, one file after the other. */
export async function readSource(
  kind: SeriesKind,
  { symbol, paths }: InstrumentSource,
): Promise<SourceTable> {
  const builder = new TableBuilder(
    kind,
    paths.reduce((rows, path) => rows + expectedRows(path), 0),
  )
  for (const path of paths) await READERS[await formatOf(path)](path, builder, symbol)
  return builder.finish()
}

/** A generous guess, so that the columns seldom grow: untouched memory costs nothing. */
function expectedRows(path: string): number {
  const bytesPerRow = path.endsWith('.csv') ? 30 : 10
  return 1000 + Math.ceil(statSync(path).size / bytesPerRow)
}

async function readZip(path: string, builder: TableBuilder, symbol: string): Promise<void> {
  const members = await zipMembers(path)
  if (members.length === 0)
    throw new QtError('data', `${basename(path)}: a CSV file expected inside the zip, none there`)
  for (const { name, bytes } of members) await readCsv([bytes], `${basename(path)}/${name}`, builder, symbol)
}
