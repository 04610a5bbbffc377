import type { Kit } from '../kit/kit.ts'
import type { Tensor, Tensor2D, Tensor3D, TensorFlow } from '../kit/tensorflow.ts'

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
  const grouped: Tensor3D = tf.reshape(padded, [rows, groups, size])
  if (pooling === 'max') return largestOfEach(tf, grouped)
  const counts = Array.from({ length: groups }, (_, g) => Math.min(size, length - g * size))
  return tf.div(tf.sum(grouped, 2), tf.tensor1d(counts))
}

/**
 * The largest of each group, with a slope of our own: `tf.maxPool` has a wrong one where a maximum is not positive,
 * `tf.max` gives it to all of several equals. [rows, groups, size] → [rows, groups]
 */
function largestOfEach(tf: TensorFlow, grouped: Tensor3D): Tensor2D {
  const largest = tf.customGrad((x, save) => {
    const input = x as Tensor3D
    ;(save as (tensors: Tensor[]) => void)([input])
    return {
      value: tf.max<Tensor2D>(input, 2),
      gradFunc: (dy: Tensor2D, [saved]: Tensor[]) => {
        const isFirst = tf.cast(tf.oneHot(tf.argMax(saved!, 2), input.shape[2]), 'float32')
        return tf.mul(tf.expandDims(dy, 2), isFirst)
      },
    }
  })
  return largest(grouped)
}
