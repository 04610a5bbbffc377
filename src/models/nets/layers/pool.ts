import type { Kit } from '../kit/kit.ts'
import type { Tensor2D } from '../kit/tensorflow.ts'

export type Pooling = 'max' | 'average'

/**
 * Pooling of each row in steps of `size`; a last group that is not full counts what is there (PyTorch's MaxPool1d and
 * AvgPool1d with ceil_mode and stride = size). Of equal maxima the first carries the gradient.
 *
 * @param x [rows, length]
 * @returns [rows, ⌈length / size⌉]
 */
export function pool(kit: Kit, x: Tensor2D, size: number, pooling: Pooling): Tensor2D {
  if (size === 1) return x
  if (kit.hasKernels) return kit.tf.engine().runKernel('QtPool', { x }, { size, pooling }) as Tensor2D
  return composedPool(kit, x, size, pooling)
}

/** `tf.maxPool` has a wrong gradient where a window's maximum is not positive; a maximum over an axis is right. */
function composedPool({ tf }: Kit, x: Tensor2D, size: number, pooling: Pooling): Tensor2D {
  const [rows, length] = x.shape
  const groups = Math.ceil(length / size)
  const filler = pooling === 'max' ? -3e38 : 0
  const padded = tf.pad(
    x,
    [
      [0, 0],
      [0, groups * size - length],
    ],
    filler,
  ) // prettier-ignore
  const grouped = tf.reshape(padded, [rows, groups, size])
  if (pooling === 'max') return tf.max<Tensor2D>(grouped, 2)
  const counts = Array.from({ length: groups }, (_, g) => Math.min(size, length - g * size))
  return tf.div(tf.sum(grouped, 2), tf.tensor1d(counts))
}
