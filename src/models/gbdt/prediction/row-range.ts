import { QtError } from '../../../core/error.ts'
import { type FeatureMatrix, rowsOf } from '../feature-matrix.ts'
import { checkFeatureCount, checkFeatureNames, type Forest } from './forest.ts'
import { isRange } from './range.ts'

/** Rows [from, to) of a matrix, so that threads can share the work. */
export type RowRange = readonly [from: number, to: number]

/** @throws QtError `usage` when features or rows do not fit */
export function checkRows(forest: Forest, matrix: FeatureMatrix, range: RowRange | undefined): RowRange {
  if (!Array.isArray(matrix?.columns)) throw new QtError('usage', 'a matrix { columns: […] } expected')
  checkFeatureCount(forest, matrix.columns.length)
  checkFeatureNames(forest, matrix.names)
  const available = rowsOf(matrix)
  const [from, to] = range ?? [0, available]
  if (isRange(from, to, available)) return [from, to]
  throw new QtError('usage', `rows [${from}, ${to}) asked of a matrix with ${available} rows`)
}
