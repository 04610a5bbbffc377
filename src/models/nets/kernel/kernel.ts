import type { ElementExports } from './exports/element.ts'
import type { MatrixExports } from './exports/matrix.ts'
import { KERNEL_BASE64 } from './kernel.wasm.ts'

/** What the WASM module exports; the sources in `assembly/` say what each does. */
export interface NetKernel extends MatrixExports, ElementExports {}

let compiled: WebAssembly.Module | undefined

/** The compiled module: made once a thread, it holds no state. */
function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'))
  return compiled
}

/** The kernel's functions over the memory in which TensorFlow.js keeps its tensors. */
export function attachKernel(memory: WebAssembly.Memory): NetKernel {
  return new WebAssembly.Instance(kernelModule(), { env: { memory } }).exports as unknown as NetKernel
}
