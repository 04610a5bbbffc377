import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'
import { sizeOf } from './shape.ts'

/** √ Σ x², summed in float64. A scalar. */
export const norm: KernelDefinition<{ x: TensorInfo }> = {
  name: 'QtNorm',
  forward(heap, { x }) {
    const out = heap.output([])
    heap.kernel.norm(heap.address(x), sizeOf(x.shape), heap.address(out))
    return out
  },
}
