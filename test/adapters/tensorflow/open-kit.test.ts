import { describe, expect, it } from 'vitest'
import { openKit } from '../../../src/adapters/tensorflow/open-kit.ts'

describe('openKit', () => {
  it('opens the WASM backend with kernels, once a thread', async () => {
    const kit = await openKit()
    expect(kit.hasKernels).toBe(true)
    expect(kit.tf.getBackend()).toBe('wasm')
    expect(await openKit({ backend: 'wasm' })).toBe(kit)
  })

  it('refuses a second backend', async () => {
    await openKit()
    expect(() => openKit({ backend: 'cpu' })).toThrow(
      expect.objectContaining({
        name: 'QtError',
        code: 'config',
        message: 'backend cpu: this thread has opened wasm before',
      }),
    )
  })
})
