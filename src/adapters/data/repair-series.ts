import { QtError } from '../../core/error.ts'
import { repair } from '../../market/repair.ts'
import { inspectSeries, type SeriesRules } from './check-series.ts'
import type { Repair } from './manifest.ts'
import type { SeriesKind } from './series-schema.ts'
import type { SourceTable } from './source-table.ts'

const EXAMPLES_KEPT = 5

export interface RepairedTable {
  readonly table: SourceTable
  /** As the manifest keeps them. */
  readonly repairs: Repair[]
}

/** Repairs a source's rows; places still name the rows of the source. */
export function repairSeries(kind: SeriesKind, table: SourceTable, rules: SeriesRules): RepairedTable {
  const inspect = (columns: SourceTable['columns']) => inspectSeries(kind, columns, rules)
  const { columns, origins, repairs } = repair(table.columns, { inspect, maxJump: rules.maxJump })
  if (origins.length === 0) throw new QtError('data', `${table.placeOf(0)}: no row is left after repair`)
  const placeOf = (row: number) => table.placeOf(origins[row]!)
  return {
    table: { ...table, columns, rows: origins.length, badCells: [], placeOf },
    repairs: repairs.map(({ rule, action, rows }) => ({
      rule,
      action,
      rows: rows.length,
      examples: rows.slice(0, EXAMPLES_KEPT).map((row) => table.placeOf(row)),
    })),
  }
}
