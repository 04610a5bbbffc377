/** A column of a panel. NaN is an unknown value: windows that hold one are left out and counted. */
export type SeriesColumn = Float32Array | Float64Array

/**
 * Series on a common clock: an instrument, a weather station. All columns have one length; rows are bars, oldest
 * first.
 */
export interface Panel {
  readonly name?: string
  /** The series that are read and, with point and quantile heads, forecast. */
  readonly channels: readonly SeriesColumn[]
  /** Covariates known up to the origin. */
  readonly past?: readonly SeriesColumn[]
  /** Covariates known beyond the origin. */
  readonly ahead?: readonly SeriesColumn[]
  /** Covariates that do not change with time. */
  readonly fixed?: readonly number[]
  /** Class heads: the class of the decision taken at the close of each row, 0 … count − 1. [rows] */
  readonly labels?: ArrayLike<number>
  /** Weight of the decision at each row, ≥ 0; absent: 1. [rows] */
  readonly weights?: ArrayLike<number>
}
