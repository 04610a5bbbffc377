import { QtError } from '../../core/error.ts'

/** One feature over all rows. NaN is a missing value. Float32 is what the platform computes with. */
export type FeatureColumn = Float32Array | Float64Array

/** Features as columns: `columns[f][row]`. */
export interface FeatureMatrix {
  readonly columns: readonly FeatureColumn[]
  /** One name a column; models call them `f0`, `f1` … (XGBoost) or `Column_0` … (LightGBM) without. */
  readonly names?: readonly string[]
}

/** What a model is fitted to. */
export interface TrainingSet extends FeatureMatrix {
  /** Regression: any number. Binary: 0 or 1 (XGBoost: also between). Classes: 0 … K − 1. [rows] */
  readonly labels: ArrayLike<number>
  /** Weight of each row, ≥ 0. Absent: all 1. [rows] */
  readonly weights?: ArrayLike<number>
}

/** A set that is only measured during the fit. */
export interface EvaluationSet extends TrainingSet {
  /** What the history calls it. */
  readonly name: string
}

/**
 * Number of rows of a matrix.
 *
 * @throws QtError `usage` without a column, for one that is no column of floats, or when columns differ in length
 */
export function rowsOf(matrix: FeatureMatrix): number {
  const columns: unknown = matrix?.columns
  if (!Array.isArray(columns))
    throw new QtError('usage', 'no feature columns', 'expected: { columns: [ … ] }')
  const [first] = matrix.columns
  if (!first) throw new QtError('usage', 'no feature columns: a model needs at least one')
  for (const [f, column] of matrix.columns.entries()) {
    if (!isColumn(column)) throw new QtError('usage', `feature ${f}: a Float32Array or Float64Array expected`)
    if (column.length === first.length) continue
    const lengths = `${first.length} rows in feature 0, ${column.length} in feature ${f}`
    throw new QtError('usage', `feature columns differ in length: ${lengths}`)
  }
  return first.length
}

function isColumn(column: unknown): column is FeatureColumn {
  return column instanceof Float32Array || column instanceof Float64Array
}
