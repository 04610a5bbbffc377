import type { Kit } from '../kit/kit.ts'
import type { Tensor1D, Tensor2D } from '../kit/tensorflow.ts'
import { matMul } from './mat-mul.ts'

/**
 * y = x · Wᵀ + b, the weight lying as PyTorch's `nn.Linear` keeps it.
 *
 * @param x [rows, inputs]
 * @param weight [outputs, inputs]
 * @param bias [outputs]
 * @param activation `relu` takes max(y, 0)
 * @returns [rows, outputs]
 */
export function linear(
  kit: Kit,
  x: Tensor2D,
  weight: Tensor2D,
  bias: Tensor1D,
  activation: 'none' | 'relu' = 'none',
): Tensor2D {
  const { tf, hasKernels } = kit
  if (hasKernels) return tf.engine().runKernel('QtLinear', { x, weight, bias }, { activation }) as Tensor2D
  const y = tf.add<Tensor2D>(matMul(kit, x, weight, { b: true }), bias)
  return activation === 'relu' ? tf.relu(y) : y
}
