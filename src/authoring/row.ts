import { guarded, guardOf, type Strategy } from './strategy.ts'

/** A view of one row over feature columns: `row.trend` is the column's value at the cursor. */
export interface RowCursor {
  /** Columns in the order of the names; replaced block by block. */
  $columns: readonly Float64Array[]
  /** Row inside the columns. */
  $row: number
}

/**
 * Rows and parameters of one strategy all have the same prototype, and so the same hidden class: the engine's
 * loop then reads them inline however many parameter sets it has seen. That is why prototypes are remembered.
 */
const rowPrototypes = new WeakMap<Strategy, Map<string, object>>()
const paramGuards = new WeakMap<Strategy, object>()

/** A row of a strategy; a name that is not among its features throws. */
export function rowOf(strategy: Strategy, names: readonly string[]): RowCursor {
  const row = Object.create(rowPrototype(strategy, names)) as RowCursor
  Object.defineProperty(row, '$columns', { value: [], writable: true, enumerable: false })
  Object.defineProperty(row, '$row', { value: 0, writable: true, enumerable: false })
  return row
}

function rowPrototype(strategy: Strategy, names: readonly string[]): object {
  const known = rowPrototypes.get(strategy) ?? new Map<string, object>()
  rowPrototypes.set(strategy, known)
  const key = names.join(' ')
  let prototype = known.get(key)
  if (!prototype) {
    prototype = makeRowPrototype(strategy, names)
    known.set(key, prototype)
  }
  return prototype
}

function makeRowPrototype(strategy: Strategy, names: readonly string[]): object {
  const prototype = Object.create(guardOf(names, `strategy ${strategy.name} declares no feature`)) as object
  names.forEach((name, k) => {
    Object.defineProperty(prototype, name, {
      get(this: RowCursor) {
        return this.$columns[k]![this.$row]
      },
      enumerable: true,
    })
  })
  return prototype
}

/** The parameters as a strategy sees them; a name that is not among them throws. */
export function guardedParams(
  strategy: Strategy,
  params: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const message = `strategy ${strategy.name} has no parameter`
  const guard = paramGuards.get(strategy) ?? guardOf(Object.keys(params), message)
  paramGuards.set(strategy, guard)
  return guarded(params, guard)
}
