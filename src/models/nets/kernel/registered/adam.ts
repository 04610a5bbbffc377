import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'
import { sizeOf } from './shape.ts'

interface Inputs extends Record<string, TensorInfo> {
  readonly weight: TensorInfo
  readonly gradient: TensorInfo
  /** First moment. */
  readonly mean: TensorInfo
  /** Second moment. */
  readonly square: TensorInfo
}

/** The numbers of one step, the same for all weights. */
export interface AdamStep {
  /** What gradients are multiplied by. */
  readonly scale: number
  /** Share of a weight that is added to its gradient. */
  readonly coupled: number
  /** What weights are multiplied by. */
  readonly shrink: number
  readonly beta1: number
  readonly beta2: number
  /** The learning rate over 1 − β₁ᵗ. */
  readonly stepSize: number
  /** √(1 − β₂ᵗ) */
  readonly correction: number
  readonly epsilon: number
}

/** One step of Adam on weight, mean and square, whose numbers change in place. Makes no tensor. */
export const adam: KernelDefinition<Inputs, AdamStep> = {
  name: 'QtAdam',
  forward(heap, { weight, gradient, mean, square }, step) {
    const { scale, coupled, shrink, beta1, beta2, stepSize, correction, epsilon } = step
    const [atWeight, atGradient] = [heap.address(weight), heap.address(gradient)]
    heap.kernel.adam(
      atWeight,
      atGradient,
      heap.address(mean),
      heap.address(square),
      sizeOf(weight.shape),
      scale,
      coupled,
      shrink,
      1 - beta1,
      beta2,
      1 - beta2,
      stepSize,
      1 / correction,
      epsilon,
    ) // prettier-ignore
    return []
  },
}
