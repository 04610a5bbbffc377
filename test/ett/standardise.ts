export interface Standardised {
  readonly columns: readonly Float64Array[]
  readonly means: readonly number[]
  /** Population deviations (over n). */
  readonly deviations: readonly number[]
}

/**
 * (x − mean) / deviation, both of the training rows alone: the units in which the published errors are counted. A
 * column that does not move in training is divided by 1.
 */
export function standardise(columns: readonly Float64Array[], trainRows: number): Standardised {
  const means = columns.map((column) => meanOf(column.subarray(0, trainRows)))
  const deviations = columns.map((column, c) => deviationOf(column.subarray(0, trainRows), means[c]!))
  return {
    columns: columns.map((column, c) => column.map((value) => (value - means[c]!) / (deviations[c]! || 1))),
    means,
    deviations,
  }
}

function meanOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

function deviationOf(values: Float64Array, mean: number): number {
  let sum = 0
  for (const value of values) sum += (value - mean) ** 2
  return Math.sqrt(sum / values.length)
}
