import { assert } from '../core/assert.ts'

/**
 * A streaming kernel: a fold over rows that can stop and go on anywhere.
 *
 * `run` is the only implementation of a feature. A whole column is `run(…, 0, n)`; a live bar is
 * `run(…, i, i + 1)`: batch and stream are the same loop, so they agree bit for bit at any split point.
 */
export interface Kernel {
  /**
   * Reads rows [from, to) of each input, writes rows [from, to) of each output; NaN while warming up.
   * Rows are fed once, in order. A kernel never reads an input row ≥ `to`, nor one < `from`
   * (what it needs of the past it keeps itself), and answers row i from rows ≤ i alone.
   */
  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], from: number, to: number): void
  /** The whole state as plain JSON-safe data; NaN and ±Infinity survive (see `packState`). */
  snapshot(): KernelState
  restore(state: KernelState): void
}

export type KernelState = Record<string, unknown>

/** What a kernel may remember: numbers, ring buffers, and the kernels it is built of. */
export type StateFields = Record<string, number | Float64Array | Pick<Kernel, 'snapshot' | 'restore'>>

/** The fields as JSON-safe data: numbers that JSON has no word for (NaN, ±Infinity, −0) become strings. */
export function packState(fields: StateFields): KernelState {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, packField(value)]))
}

/** Puts what `packState` returned back into the same fields, in place. */
export function unpackState(fields: StateFields, saved: KernelState): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = saved[name]
    assert(value !== undefined, `${name}: a snapshot of the same kernel`)
    if (typeof field === 'number') fields[name] = Number(value)
    else if (field instanceof Float64Array) {
      assert(Array.isArray(value) && value.length === field.length, `${name}: a snapshot of the same kernel`)
      field.set(value.map(Number))
    } else field.restore(value as KernelState)
  }
}

function packField(field: StateFields[string]): unknown {
  if (typeof field === 'number') return packNumber(field)
  return field instanceof Float64Array ? Array.from(field, packNumber) : field.snapshot()
}

function packNumber(value: number): number | string {
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? value : String(value)
}
