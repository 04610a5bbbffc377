import { describe, expect, it } from 'vitest'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import { createKit } from '../../../../src/models/nets/kit/create-kit.ts'
import { registerKernels } from '../../../../src/models/nets/kit/register.ts'

const { tf } = await openKit()
const ours = () =>
  (tf.getKernelsForBackend('wasm') ?? []).filter(({ kernelName }) => kernelName.startsWith('Qt'))

describe('registerKernels', () => {
  it('registers each kernel once', () => {
    const before = ours()
    expect(before.length).toBeGreaterThan(10)
    registerKernels(tf)
    expect(ours()).toEqual(before)
    expect(createKit(tf)).toEqual({ tf, hasKernels: true })
  })

  it('leaves no tensors after a gradient through all that is saved', () => {
    const before = tf.memory().numTensors
    const x = tf.ones([3, 4])
    const { value, grads } = tf.valueAndGrads((a) => tf.sum(tf.square(tf.relu(tf.clone(a)))))([x])
    expect([...grads[0]!.dataSync()]).toEqual(new Array(12).fill(2))
    tf.dispose([x, value, ...grads])
    expect(tf.memory().numTensors).toBe(before)
  })
})
