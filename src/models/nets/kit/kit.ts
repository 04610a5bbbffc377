import type { TensorFlow } from './tensorflow.ts'

/** What nets are built and trained with. */
export interface Kit {
  /** TensorFlow.js, its backend ready. */
  readonly tf: TensorFlow
  /**
   * Whether the backend carries our SIMD kernels (WASM does). Without them every layer is composed of plain
   * TensorFlow.js operations: the same function, slower, and not the same bits.
   */
  readonly hasKernels: boolean
}
