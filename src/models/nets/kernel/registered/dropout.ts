import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { Mask } from '../../layers/dropout.ts'
import type { KernelDefinition } from './definition.ts'
import { maskArguments } from './mask.ts'
import { sizeOf } from './shape.ts'

/** x times its mask. */
export const dropout: KernelDefinition<{ x: TensorInfo }, Mask> = {
  name: 'QtDropout',
  forward(heap, { x }, mask) {
    const out = heap.output(x.shape)
    heap.kernel.dropout(heap.address(x), sizeOf(x.shape), ...maskArguments(heap, mask), heap.address(out))
    return out
  },
  backward: {
    saveInputs: [],
    gradient: (run, [dy], _, mask) => ({ x: () => run('QtDropout', { x: dy }, mask) }),
  },
}
