import type { Kit } from '../kit/kit.ts'
import type { Tensor } from '../kit/tensorflow.ts'
import { dropout, type Mask } from './dropout.ts'

/** x + dropout(y): the road around a block. */
export function residual<T extends Tensor>(kit: Kit, x: T, y: T, mask: Mask): T {
  const { tf, hasKernels } = kit
  if (hasKernels) return tf.engine().runKernel('QtResidual', { x, y }, { ...mask }) as T
  return tf.add(x, dropout(kit, y, mask)) as T
}
