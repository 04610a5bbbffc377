import { expect, it } from 'vitest'
import { openKit } from '../../../src/adapters/tensorflow/open-kit.ts'

// Its own file: a thread has one backend.
it('falls back to WASM, and says why, when there is no working native TensorFlow', async () => {
  const reasons: string[] = []
  const kit = await openKit({ backend: 'native', onFallback: (reason) => reasons.push(reason) })
  const isNative = kit.tf.getBackend() === 'tensorflow'
  expect(reasons).toHaveLength(isNative ? 0 : 1)
  if (!isNative) expect(reasons[0]).toContain('@tensorflow/tfjs-node')
  expect(kit.hasKernels).toBe(!isNative)
  expect(await openKit({ backend: 'native' })).toBe(kit)
})
