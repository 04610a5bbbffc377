import { QtError } from '../../../core/error.ts'
import type { LightgbmExports } from './exports/lightgbm.ts'
import type { PredictionExports } from './exports/prediction.ts'
import type { XgboostExports } from './exports/xgboost.ts'
import { KERNEL_BASE64 } from './kernel.wasm.ts'

const PAGE_BYTES = 65_536

/** Addresses are 32 bits: what one kernel can hold at most. */
const MAXIMUM_PAGES = 65_536

/** Everything the kernel computes with begins at a multiple of this: a cache line. */
const ALIGNMENT = 64

/** What the WASM module exports; the sources in `assembly/` say what each does. */
export interface KernelExports extends PredictionExports, XgboostExports, LightgbmExports {
  /** Bytes below this address are the kernel's own. */
  heapBase(): number
  /** One part's share of an operation on a record (`layout/`). Parts may run at the same time. */
  perform(operation: number, record: number, part: number, parts: number): void
}

/**
 * The heavy loops of boosting (WASM, SIMD) and the memory that they work on.
 *
 * The memory is shared, so that other threads can take parts of an operation; a kernel is made for one fit or one
 * predictor and dropped with it, so space is only ever taken.
 */
export interface Kernel {
  readonly memory: WebAssembly.Memory
  readonly exports: KernelExports
  /** Takes zeroed bytes, 64-byte aligned; views made earlier stay valid. @returns the address */
  take(bytes: number): number
  /** Views of what lies at an address. */
  u8(address: number, length: number): Uint8Array
  u16(address: number, length: number): Uint16Array
  u32(address: number, length: number): Uint32Array
  i32(address: number, length: number): Int32Array
  f32(address: number, length: number): Float32Array
  f64(address: number, length: number): Float64Array
}

let compiled: WebAssembly.Module | undefined

/** The compiled module: made once a thread, it holds no state. */
function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'))
  return compiled
}

/** The kernel's functions over a memory that another thread may be working on too. */
export function attachKernel(memory: WebAssembly.Memory): KernelExports {
  const instance = new WebAssembly.Instance(kernelModule(), { env: { memory } })
  return instance.exports as unknown as KernelExports
}

/**
 * A kernel with a memory of its own.
 *
 * Taking throws QtError `usage` when more than 4 GiB are taken in all, or than the machine has.
 */
export function createKernel(): Kernel {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MAXIMUM_PAGES, shared: true })
  const exports = attachKernel(memory)
  // The kernel's tables come first; so address 0 is never taken: 0 means "none" in records.
  let free = Math.ceil(exports.heapBase() / ALIGNMENT) * ALIGNMENT
  return {
    memory,
    exports,
    take(bytes) {
      const address = free
      free += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
      const missing = free - memory.buffer.byteLength
      if (missing > 0) grow(memory, missing)
      return address
    },
    u8: (address, length) => new Uint8Array(memory.buffer, address, length),
    u16: (address, length) => new Uint16Array(memory.buffer, address, length),
    u32: (address, length) => new Uint32Array(memory.buffer, address, length),
    i32: (address, length) => new Int32Array(memory.buffer, address, length),
    f32: (address, length) => new Float32Array(memory.buffer, address, length),
    f64: (address, length) => new Float64Array(memory.buffer, address, length),
  }
}

function grow(memory: WebAssembly.Memory, bytes: number): void {
  try {
    memory.grow(Math.ceil(bytes / PAGE_BYTES))
  } catch (cause) {
    const wanted = Math.ceil((memory.buffer.byteLength + bytes) / 2 ** 20)
    const hint = 'at most 4096 MiB, if the machine has them: fewer rows, features, bins or classes need less'
    throw new QtError('usage', `the kernel cannot have ${wanted} MiB of memory`, hint, { cause })
  }
}
