import type { TensorInfo } from '../../kit/tensorflow.ts'
import type { KernelDefinition } from './definition.ts'

/**
 * The same numbers as another tensor, in place of TensorFlow.js's own kernel of this name: that one copies them, and
 * it is called for everything that a gradient saves.
 */
export const identity: KernelDefinition<{ x: TensorInfo }> = {
  name: 'Identity',
  forward: (heap, { x }) => heap.share(x),
}
