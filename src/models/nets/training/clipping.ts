import type { Kit } from '../kit/kit.ts'
import type { Tensor } from '../kit/tensorflow.ts'

/** Added to the norm that is divided by: PyTorch's, kept for the same numbers. */
const EPSILON = 1e-6

/**
 * √ of the sum of squares of all gradients. It is NaN or infinite when one of their numbers is: a step along such
 * gradients would ruin every weight.
 */
export function globalNorm({ tf, hasKernels }: Kit, gradients: ReadonlyMap<string, Tensor>): number {
  const norms = tf.tidy(() => {
    const each = Array.from(gradients.values(), (x) =>
      hasKernels ? (tf.engine().runKernel('QtNorm', { x }) as Tensor) : tf.norm(x),
    )
    return each.map((norm) => norm.dataSync()[0]!)
  })
  return Math.hypot(...norms)
}

/**
 * What gradients of this norm are multiplied by so that it is no larger than `most` (PyTorch's clip_grad_norm_); the
 * optimiser does that on its way.
 */
export function clipScale(norm: number, most: number | undefined): number {
  return most === undefined ? 1 : Math.min(1, most / (norm + EPSILON))
}
