/** What a metric measures: a model's outputs against labels. */
export interface Measured {
  /** [rows], float32 as LightGBM keeps them; so are weights. */
  readonly labels: Float32Array
  readonly weights?: Float32Array | undefined
  /** Raw scores. [rows], of the only class. */
  readonly scores: Float64Array
  /** Predictions: probabilities, or the scores again for regression. [rows × classes] */
  readonly outputs: Float64Array
}
