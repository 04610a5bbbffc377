import type { Kit } from '../kit/kit.ts'
import type { Tensor } from '../kit/tensorflow.ts'
import { dropout, KEEP_ALL, type Mask } from './dropout.ts'

/**
 * GELU in its exact form, x · Φ(x) = ½ x (1 + erf(x/√2)) (Hendrycks & Gimpel 2016), and the dropout that follows
 * it: one pass over what is the largest tensor of a transformer.
 */
export function gelu<T extends Tensor>(kit: Kit, x: T, mask: Mask = KEEP_ALL): T {
  const { tf, hasKernels } = kit
  if (hasKernels) return tf.engine().runKernel('QtGelu', { x }, { ...mask }) as T
  const phi = tf.mul(0.5, tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))))
  return dropout(kit, tf.mul(x, phi) as T, mask)
}
