/**
 * A column for intermediate results within one `run`. It carries nothing from one block to the next,
 * so keep it in a `#private` field: it is no part of a kernel's state.
 */
export class Scratch {
  private column = new Float64Array(0)

  /** A column with room for rows [0, rows). */
  rows(rows: number): Float64Array {
    if (this.column.length < rows) this.column = new Float64Array(rows)
    return this.column
  }
}
