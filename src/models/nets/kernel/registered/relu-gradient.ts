import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'

/** dy where y > 0, else 0. */
export const reluGradient: KernelDefinition<{ dy: TensorInfo; y: TensorInfo }> = {
  name: 'QtReluGradient',
  forward(heap, { dy, y }) {
    const out = heap.output(dy.shape)
    const size = dy.shape.reduce((product, length) => product * length, 1)
    heap.kernel.reluGradient(heap.address(dy), heap.address(y), size, heap.address(out))
    return out
  },
}
