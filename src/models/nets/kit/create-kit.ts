import type { Kit } from './kit.ts'
import { registerKernels } from './register.ts'
import type { TensorFlow } from './tensorflow.ts'

/** A kit over the backend that is active and ready; the WASM backend gets our kernels. */
export function createKit(tf: TensorFlow): Kit {
  const hasKernels = tf.getBackend() === 'wasm'
  if (hasKernels) registerKernels(tf)
  return { tf, hasKernels }
}
