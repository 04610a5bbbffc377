import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { Mask } from '../../layers/dropout.ts'
import type { KernelDefinition } from './definition.ts'
import { maskArguments } from './mask.ts'
import { sizeOf } from './shape.ts'

/** x · Φ(x) times its mask. */
export const gelu: KernelDefinition<{ x: TensorInfo }, Mask> = {
  name: 'QtGelu',
  forward(heap, { x }, mask) {
    const out = heap.output(x.shape)
    heap.kernel.gelu(heap.address(x), sizeOf(x.shape), ...maskArguments(heap, mask), heap.address(out))
    return out
  },
  backward: {
    saveInputs: ['x'],
    gradient: (run, [dy], [x], mask) => ({ x: () => run('QtGeluGradient', { x, dy }, mask) }),
  },
}

/** dy times the mask times Φ(x) + x · φ(x). */
export const geluGradient: KernelDefinition<{ x: TensorInfo; dy: TensorInfo }, Mask> = {
  name: 'QtGeluGradient',
  forward(heap, { x, dy }, mask) {
    const out = heap.output(x.shape)
    const [atX, atDy] = [heap.address(x), heap.address(dy)]
    heap.kernel.geluGradient(atX, atDy, sizeOf(x.shape), ...maskArguments(heap, mask), heap.address(out))
    return out
  },
}
