import type { Targets } from '../../training/targets.ts'

/** What is measured: predictions (not margins) against labels. */
export interface Measured extends Targets {
  /** [rows × classes], float32; probabilities for logistic and softprob. */
  readonly predictions: Float32Array
  readonly classes: number
}
