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
  /** Regression: any number. Binary: 0 or 1. Classes: 0 … K − 1. [rows] */
  readonly labels: ArrayLike<number>
  /** Weight of each row, ≥ 0. Absent: all 1. [rows] */
  readonly weights?: ArrayLike<number>
}

/** A set that is only measured during the fit; the last one decides on early stopping. */
export interface EvaluationSet extends TrainingSet {
  readonly name: string
}

/**
 * Number of rows of a matrix.
 *
 * @throws QtError `usage` without a column, or when columns differ in length
 */
export function rowsOf(matrix: FeatureMatrix): number {
  const [first] = matrix.columns
  if (!first) throw new QtError('usage', 'no feature columns: a model needs at least one')
  const odd = matrix.columns.findIndex((column) => column.length !== first.length)
  if (odd > 0) {
    const lengths = `${first.length} rows in feature 0, ${matrix.columns[odd]!.length} in feature ${odd}`
    throw new QtError('usage', `feature columns differ in length: ${lengths}`)
  }
  return first.length
}
