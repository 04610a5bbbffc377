import type { Kernel } from './kernel.ts'

/** Puts float32 numbers into the kernel. @returns their address */
export function loadFloats(kernel: Kernel, values: Float32Array): number {
  const address = kernel.take(values.byteLength)
  kernel.f32(address, values.length).set(values)
  return address
}
