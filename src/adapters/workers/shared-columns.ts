import type { InstrumentData, MarketData } from '../../market/market-data.ts'

/** The same data with every column in shared memory; columns that are there already stay where they are. */
export function inSharedMemory(data: MarketData): MarketData {
  return { ...data, instruments: data.instruments.map((own) => shared(own) as InstrumentData) }
}

function shared(value: unknown): unknown {
  if (value instanceof Float64Array) return sharedArray(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shared(inner)]))
}

/** The same numbers in memory that every thread can read; an array that is there already stays where it is. */
export function sharedArray<A extends Float32Array | Float64Array>(array: A): A {
  if (array.buffer instanceof SharedArrayBuffer) return array
  const buffer = new SharedArrayBuffer(array.byteLength)
  const copy = array instanceof Float32Array ? new Float32Array(buffer) : new Float64Array(buffer)
  copy.set(array)
  return copy as A
}
