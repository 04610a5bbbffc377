/** Labels and weights of the rows that are learned from, or measured. */
export interface Targets {
  readonly labels: Float32Array
  /** Absent: all 1. */
  readonly weights?: Float32Array | undefined
}

/** What is measured: predictions (not margins) against labels. */
export interface Measured extends Targets {
  /** [rows × classes], float32; probabilities for logistic and softprob. */
  readonly predictions: Float32Array
  readonly classes: number
}
