import type { InstrumentData, MarketData } from '../../market/market-data.ts'

/** The same data with every column in shared memory; columns that are there already stay where they are. */
export function inSharedMemory(data: MarketData): MarketData {
  return { ...data, instruments: data.instruments.map((own) => shared(own) as InstrumentData) }
}

function shared(value: unknown): unknown {
  if (value instanceof Float64Array) return sharedColumn(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shared(inner)]))
}

function sharedColumn(column: Float64Array): Float64Array {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength))
  copy.set(column)
  return copy
}
