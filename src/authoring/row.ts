import { guardOf } from './strategy.ts'

/** A view of one row over feature columns: `row.trend` is the column's value at the cursor. */
export interface RowCursor {
  /** Columns in the order of the names; replaced block by block. */
  $columns: readonly Float64Array[]
  /** Row inside the columns. */
  $row: number
}

/**
 * Makes the row of one strategy. Getters are made once per strategy and read through the cursor's own
 * fields, so that the engine's loop can inline them; a name that is not declared throws.
 */
export function rowOf(strategy: string, names: readonly string[]): RowCursor {
  const guard = guardOf(names, `strategy ${strategy} declares no feature`)
  const prototype = Object.create(guard) as object
  names.forEach((name, k) => {
    Object.defineProperty(prototype, name, {
      get(this: RowCursor) {
        return this.$columns[k]![this.$row]
      },
      enumerable: true,
    })
  })
  const row = Object.create(prototype) as RowCursor
  Object.defineProperty(row, '$columns', { value: [], writable: true, enumerable: false })
  Object.defineProperty(row, '$row', { value: 0, writable: true, enumerable: false })
  return row
}
