import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'

/** Sums of the columns of [rows, columns]. */
export const columnSums: KernelDefinition<{ x: TensorInfo }> = {
  name: 'QtColumnSums',
  forward(heap, { x }) {
    const [rows, columns] = x.shape as [number, number]
    const out = heap.output([columns])
    heap.kernel.columnSums(heap.address(x), rows, columns, heap.address(out))
    return out
  },
}
