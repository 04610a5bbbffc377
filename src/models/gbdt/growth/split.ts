import type { GradientSums } from './gradient-sums.ts'

/** The best split of a node, as the kernel finds it. */
export interface Split {
  /** float32 of XGBoost, float64 of LightGBM. */
  readonly gain: number
  /** Of the binned matrix. */
  readonly feature: number
  /** Bins up to this go left; −1: only missing values do. */
  readonly bin: number
  readonly isDefaultLeft: boolean
  readonly left: GradientSums
  readonly right: GradientSums
}
