import { describe, expect, it } from 'vitest'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import { openHeap } from '../../../../src/models/nets/kit/heap.ts'
import type { TensorFlow } from '../../../../src/models/nets/kit/tensorflow.ts'

const { tf } = await openKit()

/** TensorFlow.js with a backend that we make up. */
const withBackend = (backend: object) => ({ backend: () => backend }) as unknown as TensorFlow

/** The memory of the real backend. */
function realMemory(): unknown {
  const { wasm } = tf.backend() as unknown as { wasm: { asm: object } }
  return Object.values(wasm.asm).find((value) => value instanceof WebAssembly.Memory)
}

/** As the WASM backend looks, with nothing left to give. */
const exhausted = (exported: object) =>
  withBackend({
    wasm: { asm: exported, _malloc: () => 0, _free: () => {} },
    dataIdMap: { get: () => ({ memoryOffset: 0 }) },
    incRef: () => {},
    makeOutput: (shape: number[]) => ({ dataId: {}, shape, dtype: 'float32' }),
  })

describe('openHeap', () => {
  it('finds the numbers of a tensor', () => {
    const heap = openHeap(tf)
    const [x, y] = [tf.tensor1d([1, -2, 3, 4, 5]), tf.tensor1d([1, 1, 0, 1, -1])]
    const out = heap.output([5])
    heap.kernel.reluGradient(heap.address(x), heap.address(y), 5, heap.address(out))
    const result = tf.engine().makeTensorFromTensorInfo(out)
    expect([...result.dataSync()]).toEqual([1, -2, 0, 4, 0])
    tf.dispose([x, y, result])
  })

  it('gives one piece of space to work in, aligned, that grows', () => {
    const heap = openHeap(tf)
    const first = heap.scratch(1000)
    expect(first % 64).toBe(0)
    expect(heap.scratch(10)).toBe(first)
    expect(heap.scratch(1_000_000) % 64).toBe(0)
  })

  it('keeps within the space that it was given', () => {
    const asked: number[] = []
    const wasm = {
      asm: { memory: realMemory() },
      _free: () => {},
      _malloc: (bytes: number) => asked.push(bytes) && 1000,
    }
    const heap = openHeap(withBackend({ wasm, dataIdMap: {}, incRef: () => {}, makeOutput: () => {} }))
    expect(heap.scratch(500)).toBe(1024)
    expect(1000 + asked[0]!).toBeGreaterThanOrEqual(1024 + 500)
  })

  it('shares numbers until the last tensor is gone', () => {
    const before = tf.memory()
    const x = tf.tensor1d([1, 2, 3])
    const copy = x.clone()
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers + 1)
    x.dispose()
    expect([...copy.dataSync()]).toEqual([1, 2, 3])
    copy.dispose()
    expect(tf.memory()).toEqual(before)
  })

  it.each([
    ['is another one', withBackend({}), 'it lacks what the kernels work with'],
    ['has no memory', exhausted({}), 'it exports 0 memories'],
    ['has two', exhausted({ one: realMemory(), other: realMemory() }), 'it exports 2 memories'],
  ])('says so when the backend %s', (_, fake, reason) => {
    const message = `the kernels do not fit this backend of TensorFlow.js: ${reason}`
    expect(() => openHeap(fake)).toThrow(
      expect.objectContaining({ name: 'QtError', code: 'config', message }),
    )
  })

  it('refuses tensors that addresses of 32 bits cannot reach', () => {
    expect(() => openHeap(tf).output([2 ** 15, 2 ** 15])).toThrow('no room for a tensor [32768,32768]')
  })

  it('says so when memory has run out', () => {
    const heap = openHeap(exhausted({ memory: realMemory() }))
    expect(() => heap.output([7, 9])).toThrow('no room for a tensor [7,9] in the 4 GiB of WASM memory')
    expect(() => heap.scratch(5_000_000)).toThrow('no room for 5 MiB to work in')
  })
})
