import { zstdDecompressSync } from 'node:zlib'
import {
  CompressionType,
  setCompressionCodec,
  type Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
} from '@uwdata/flechette'
import { QtError } from '../../core/error.ts'
import { decodeLz4Frame } from './lz4-frame.ts'
import { type ColumnSet, SERIES_FIELDS, type SeriesKind } from './series-schema.ts'

const MAGIC = 'ARROW1'

// Files of other programs may be packed; our own never are.
setCompressionCodec(CompressionType.ZSTD, {
  encode: unpackOnly,
  decode: (packed) => zstdDecompressSync(packed),
})
setCompressionCodec(CompressionType.LZ4_FRAME, { encode: unpackOnly, decode: decodeLz4Frame })

/** One uncompressed Arrow IPC file with a single record batch of float64 columns, so that it opens as views. */
export function encodeSeries(kind: SeriesKind, columns: ColumnSet): Uint8Array {
  const present = SERIES_FIELDS[kind].filter(({ property }) => columns[property] !== undefined)
  const table = tableFromArrays(
    present.map(({ column, property }): [string, Float64Array] => [column, columns[property]!]),
  )
  return tableToIPC(table, { format: 'file' })!
}

/** Columns as views on `bytes`: nothing is copied. */
export function decodeSeries(kind: SeriesKind, bytes: Uint8Array, file: string): ColumnSet {
  const table = tableOf(bytes, file)
  const columns: Record<string, Float64Array> = {}
  for (const { column, property, isRequired } of SERIES_FIELDS[kind]) {
    const values = table.names.includes(column) ? table.getChild(column).toArray() : undefined
    if (values instanceof Float64Array) columns[property] = values
    else if (isRequired || values !== undefined)
      throw new QtError('data', `${file}: a float64 column "${column}" expected, got ${typeName(values)}`)
  }
  return columns
}

/** Parses Arrow IPC bytes (file or stream format); anything broken is one clear error. */
export function tableOf(bytes: Uint8Array, file: string): Table {
  const isFile = latin1(bytes, 0, MAGIC.length) === MAGIC
  if (isFile && latin1(bytes, bytes.length - MAGIC.length, bytes.length) !== MAGIC)
    throw new QtError('data', `${file}: truncated Arrow file (its closing mark ${MAGIC} is missing)`)
  try {
    return tableFromIPC(bytes)
  } catch (error) {
    throw new QtError('data', `${file}: not a readable Arrow file: ${(error as Error).message}`, undefined, {
      cause: error,
    })
  }
}

function unpackOnly(): never {
  throw new Error('Arrow files are written without compression, so that they open as views')
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.slice(Math.max(0, from), Math.max(0, to)))
}

function typeName(values: unknown): string {
  return values === undefined ? 'none' : Object.prototype.toString.call(values).slice(8, -1)
}
