import type { Heap } from '../../kit/heap.ts'
import { type Mask, maskNumbers } from '../../layers/dropout.ts'

/** A mask as the kernel takes it, and its work space: limit, kept, key, space. */
export function maskArguments({ kernel, scratch }: Heap, mask: Mask): [number, number, number, number] {
  const { limit, kept } = maskNumbers(mask.rate)
  return [limit, kept, mask.key, scratch(kernel.elementSpace())]
}
