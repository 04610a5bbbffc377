import { QtError } from '../../../core/error.ts'
import { attachKernel, type NetKernel } from '../kernel/kernel.ts'
import type { TensorFlow, TensorInfo } from './tensorflow.ts'

/** The memory of the WASM backend as our kernels see it. */
export interface Heap {
  readonly kernel: NetKernel
  /** Where a tensor's numbers lie. */
  address(tensor: TensorInfo): number
  /** A new float32 tensor whose numbers are not written yet. */
  output(shape: readonly number[]): TensorInfo
  /** Another tensor with the same numbers, not a copy of them. */
  share(tensor: TensorInfo): TensorInfo
  /** Space to work in, 64-byte aligned, until the next call: a kernel asks once for all that it needs. */
  scratch(bytes: number): number
}

/** The part of TensorFlow.js's WASM backend (4.x) that we stand on. It is not its public interface. */
interface WasmBackend {
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } }
  readonly wasm: {
    readonly asm: Readonly<Record<string, unknown>>
    _malloc(bytes: number): number
    _free(address: number): void
  }
  incRef(dataId: object): void
  makeOutput(shape: readonly number[], dtype: 'float32'): TensorInfo
}

/** A cache line. */
const ALIGNMENT = 64

/**
 * Opens the memory of the active backend.
 *
 * @throws QtError `config` when it is not the WASM backend that we know
 */
export function openHeap(tf: TensorFlow): Heap {
  const backend = wasmBackend(tf.backend())
  return {
    kernel: attachKernel(memoryOf(backend)),
    address: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
    output: (shape) => outputOf(backend, shape),
    share({ dataId, shape, dtype }) {
      backend.incRef(dataId)
      return { dataId, shape, dtype }
    },
    scratch: workspace(backend),
  }
}

/** TensorFlow.js does not look whether there was room: it would write to address 0, or past what it has got. */
function outputOf(backend: WasmBackend, shape: readonly number[]): TensorInfo {
  const bytes = shape.reduce((product, length) => product * length, 4)
  const out = bytes < 2 ** 32 && backend.makeOutput(shape, 'float32')
  if (out && backend.dataIdMap.get(out.dataId).memoryOffset) return out
  throw outOfMemory(`a tensor [${shape}]`)
}

/** Space that grows to the largest wish so far and is kept. */
function workspace({ wasm }: WasmBackend): (bytes: number) => number {
  let address = 0
  let capacity = 0
  return (bytes) => {
    if (bytes > capacity) {
      if (address) wasm._free(address)
      ;[address, capacity] = [0, 0] // if there is no more
      ;[address, capacity] = [allocate(wasm, bytes + ALIGNMENT), bytes]
    }
    return Math.ceil(address / ALIGNMENT) * ALIGNMENT
  }
}

function allocate(wasm: WasmBackend['wasm'], bytes: number): number {
  const address = wasm._malloc(bytes) >>> 0 // a signed number beyond 2 GiB
  if (address) return address
  throw outOfMemory(`${Math.ceil(bytes / 2 ** 20)} MiB to work in`)
}

function outOfMemory(what: string): QtError {
  const hint = 'smaller micro-batches need less'
  return new QtError('usage', `no room for ${what} in the 4 GiB of WASM memory`, hint)
}

function wasmBackend(backend: object): WasmBackend {
  const known = ['dataIdMap', 'wasm', 'makeOutput', 'incRef'].every((name) => name in backend)
  if (known && 'asm' in (backend as WasmBackend).wasm) return backend as WasmBackend
  throw unknownBackend('it lacks what the kernels work with')
}

function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory {
  const memories = Object.values(wasm.asm).filter((value) => value instanceof WebAssembly.Memory)
  if (memories.length !== 1) throw unknownBackend(`it exports ${memories.length} memories`)
  return memories[0]!
}

function unknownBackend(reason: string): QtError {
  const hint = "TensorFlow.js 4.22 is known to work; backend 'cpu' works with any"
  return new QtError('config', `the kernels do not fit this backend of TensorFlow.js: ${reason}`, hint)
}
