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
