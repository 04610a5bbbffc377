import type { Kit } from '../kit/kit.ts'
import type { Tensor2D } from '../kit/tensorflow.ts'
import { EPSILON, type NormWeights } from './batch-norm.ts'

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016): each row centred and scaled by its own mean and biased variance.
 *
 * @param x [rows, columns]
 */
export function layerNorm({ tf, hasKernels }: Kit, x: Tensor2D, { gain, offset }: NormWeights): Tensor2D {
  if (hasKernels)
    return tf.engine().runKernel('QtLayerNorm', { x, gain, offset }, { epsilon: EPSILON }) as Tensor2D
  const centred = tf.sub(x, tf.mean(x, 1, true))
  const variance = tf.mean(tf.square(centred), 1, true)
  return tf.add(tf.mul(tf.div(centred, tf.sqrt(tf.add(variance, EPSILON))), gain), offset)
}
