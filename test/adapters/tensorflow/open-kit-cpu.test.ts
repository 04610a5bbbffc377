import { expect, it, vi } from 'vitest'
import { openKit } from '../../../src/adapters/tensorflow/open-kit.ts'

// Its own file: a thread has one backend.
it('opens plain JavaScript without kernels, in silence', async () => {
  const warn = vi.spyOn(console, 'warn')
  const { tf, hasKernels } = await openKit({ backend: 'cpu' })
  expect([tf.getBackend(), hasKernels]).toEqual(['cpu', false])
  expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3)
  expect(warn).not.toHaveBeenCalled()
})
