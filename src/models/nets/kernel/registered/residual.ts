import { QtError } from '../../../../core/error.ts'
import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { Mask } from '../../layers/dropout.ts'
import type { KernelDefinition } from './definition.ts'
import { maskArguments } from './mask.ts'
import { sizeOf } from './shape.ts'

/** x + y times its mask. */
export const residual: KernelDefinition<{ x: TensorInfo; y: TensorInfo }, Mask> = {
  name: 'QtResidual',
  forward(heap, { x, y }, mask) {
    if (`${x.shape}` !== `${y.shape}`)
      throw new QtError('usage', `residual: x [${x.shape}] and y [${y.shape}] are not of one shape`)
    const out = heap.output(x.shape)
    const [atX, atY] = [heap.address(x), heap.address(y)]
    heap.kernel.residual(atX, atY, sizeOf(x.shape), ...maskArguments(heap, mask), heap.address(out))
    return out
  },
  backward: {
    saveInputs: [],
    gradient: (run, [dy], _, mask) => ({
      x: () => dy!.clone(),
      y: () => (mask.rate === 0 ? dy!.clone() : run('QtDropout', { x: dy }, mask)),
    }),
  },
}
