import type { GradientSums } from '../../growth/gradient-sums.ts'
import { EPSILON, ZERO_THRESHOLD } from '../constants.ts'
import type { LightgbmParams } from '../param-types.ts'

type Regularisation = Pick<LightgbmParams, 'lambdaL1' | 'lambdaL2' | 'maxDeltaStep'>

/** −T(G) / (H + λ2), with T the soft threshold by λ1; at most ±maxDeltaStep. */
export function leafOutput({ gradient, hessian }: GradientSums, params: Regularisation): number {
  const rest = Math.max(0, Math.abs(gradient) - params.lambdaL1)
  const output = -(Math.sign(gradient) * rest) / (hessian + params.lambdaL2)
  const limit = params.maxDeltaStep
  return limit > 0 && Math.abs(output) > limit ? Math.sign(output) * limit : output
}

/** What a child keeps of the sums found by the search, which adds ε to every hessian. */
export function withoutEpsilon({ gradient, hessian }: GradientSums): GradientSums {
  return { gradient, hessian: hessian - EPSILON }
}

/** Tiny values become 0. */
export function roundedToZero(value: number): number {
  return Math.abs(value) > ZERO_THRESHOLD ? value : 0
}
