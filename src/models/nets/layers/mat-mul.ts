import type { Kit } from '../kit/kit.ts'
import type { Tensor2D, Tensor3D } from '../kit/tensorflow.ts'

export interface Transposes {
  readonly a?: boolean
  readonly b?: boolean
}

/**
 * Matrix product of each pair of a batch: [batch, m, k] · [batch, k, n] → [batch, m, n], or of two plain matrices.
 * Either side may be given transposed.
 */
export function matMul<T extends Tensor2D | Tensor3D>(
  { tf, hasKernels }: Kit,
  a: T,
  b: T,
  { a: transposeA = false, b: transposeB = false }: Transposes = {},
): T {
  if (!hasKernels) return tf.matMul(a, b, transposeA, transposeB)
  return tf.engine().runKernel('QtMatMul', { a, b }, { transposeA, transposeB }) as T
}
