import type { GradientSums } from '../../growth/gradient-sums.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  RULE_ALPHA,
  RULE_BYTES,
  RULE_LAMBDA,
  RULE_MAX_DELTA_STEP,
  RULE_MIN_CHILD_WEIGHT,
} from '../../kernel/layout/xgboost.ts'
import type { XgboostParams } from '../params.ts'

/** Weights and gains of nodes under the penalties: the kernel's own formulas, as its split search has them. */
export class NodeRule {
  /** Of the Rule record. */
  readonly address: number
  readonly #kernel: Kernel

  constructor(kernel: Kernel, params: XgboostParams) {
    this.#kernel = kernel
    this.address = kernel.take(RULE_BYTES)
    const field = kernel.f32(this.address, RULE_BYTES / 4)
    field[RULE_LAMBDA / 4] = params.lambda
    field[RULE_ALPHA / 4] = params.alpha
    field[RULE_MAX_DELTA_STEP / 4] = params.maxDeltaStep
    field[RULE_MIN_CHILD_WEIGHT / 4] = params.minChildWeight
  }

  /** Unscaled weight, float32. */
  weightOf({ gradient, hessian }: GradientSums): number {
    return this.#kernel.exports.xgboostWeight(this.address, gradient, hessian)
  }

  /** float32 */
  gainOf({ gradient, hessian }: GradientSums): number {
    return this.#kernel.exports.xgboostGain(this.address, gradient, hessian)
  }
}
