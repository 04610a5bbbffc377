// What TensorFlow.js's WASM backend (4.22.0) computes wrongly or lacks, and why the nets have kernels and roads of
// their own. Each test holds as long as the fault does: when one fails, upstream has mended it, and the road around
// it may go.

import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { beforeAll, describe, expect, it } from 'vitest'

type Values = readonly number[]

/** The same computation on a backend. */
function on(backend: 'wasm' | 'cpu', compute: () => tf.Tensor): Values {
  tf.setBackend(backend)
  return tf.tidy(() => [...compute().dataSync()])
}

const farthest = (a: Values, b: Values) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)))

/** Values between −1 and 1 that are the same every time. */
const waves = (size: number, seed = 0) =>
  Float32Array.from({ length: size }, (_, i) => Math.sin(1 + 12.9898 * (i + 1000 * seed)))

beforeAll(async () => {
  await tf.setBackend('wasm')
  await tf.ready()
  tf.enableProdMode() // no advice on the console
})

describe('the WASM backend of TensorFlow.js', () => {
  it('loses the gradient of maxPool where a maximum is not positive', () => {
    const gradient = () =>
      tf.grad((x: tf.Tensor) => tf.maxPool(x as tf.Tensor4D, [1, 2], [1, 2], 'valid'))(
        tf.tensor4d([-1, -2, -4, -3], [1, 1, 4, 1]),
      )
    expect(on('cpu', gradient)).toEqual([1, 0, 0, 1])
    expect(on('wasm', gradient)).not.toEqual([1, 0, 0, 1])
  })

  it('gives the gradient of max over an axis to every one of equals, as the CPU backend does', () => {
    const gradient = () => tf.grad((x: tf.Tensor) => tf.max(x, 1))(tf.tensor2d([-1, -2, -4, -4], [2, 2]))
    for (const backend of ['wasm', 'cpu'] as const) expect(on(backend, gradient)).toEqual([1, 0, 1, 1])
  })

  it('adds the bias of a batched fused product once for every 48 steps', () => {
    const product = (inner: number) => () =>
      tf.fused.matMul({
        a: tf.tensor3d(waves(4 * inner, 1), [2, 2, inner]),
        b: tf.tensor3d(waves(4 * inner, 2), [2, inner, 2]),
        bias: tf.tensor1d([5, 5]),
      })
    expect(farthest(on('wasm', product(48)), on('cpu', product(48)))).toBeLessThan(1e-4)
    expect(farthest(on('wasm', product(49)), on('cpu', product(49)))).toBeGreaterThan(4.9)
  })

  it('cuts partial sums of a transposed fused product off at zero', () => {
    const a = new Float32Array(96).fill(1)
    const b = Float32Array.from({ length: 96 }, (_, i) => (i < 48 ? -1 : 1))
    const product = () =>
      tf.fused.matMul({
        a: tf.tensor2d(a, [96, 1]),
        b: tf.tensor2d(b, [96, 1]),
        transposeA: true,
        activation: 'relu',
      })
    expect(on('cpu', product)).toEqual([0])
    expect(on('wasm', product)).not.toEqual([0])
  })

  it('has a wrong gradient of resizeBilinear with half-pixel centres', () => {
    const resize = (x: tf.Tensor) => tf.image.resizeBilinear(x as tf.Tensor4D, [2, 2], false, true)
    const x = () => tf.tensor4d(waves(16), [1, 4, 4, 1])
    const numeric = Array.from({ length: 16 }, (_, i) => {
      const moved = (by: number) =>
        on('cpu', () =>
          resize(tf.add(x(), tf.mul(by, tf.oneHot(tf.scalar(i, 'int32'), 16).reshape([1, 4, 4, 1])))),
        )
      const sum = (values: Values) => values.reduce((a, b) => a + b)
      return (sum(moved(0.5)) - sum(moved(-0.5))) / 1
    })
    const gradient = on('wasm', () => tf.grad(resize)(x()))
    expect(farthest(gradient, numeric)).toBeGreaterThan(0.2)
  })

  it.each([
    'Conv2DBackpropFilter',
    'DepthwiseConv2dNativeBackpropInput',
    'DepthwiseConv2dNativeBackpropFilter',
    'UnsortedSegmentSum',
    'Einsum',
    'FFT',
    'IFFT',
  ])('has no kernel %s', (name) => {
    expect(tf.getKernel(name, 'cpu')).toBeDefined()
    expect(tf.getKernel(name, 'wasm')).toBeUndefined()
  })

  it('cannot go back through gather', () => {
    tf.setBackend('wasm')
    const gradient = () =>
      tf.grad((x: tf.Tensor) => tf.gather(x, tf.tensor1d([0, 2], 'int32')))(tf.ones([3, 2]))
    expect(() => tf.tidy(gradient)).toThrow("Kernel 'UnsortedSegmentSum' not registered for backend 'wasm'")
  })

  it('cannot go back through a batched product with a plain right side', () => {
    tf.setBackend('wasm')
    const product = (b: tf.Tensor) => tf.matMul(tf.ones([2, 3, 4]), b)
    expect(() => tf.tidy(() => tf.grad(product)(tf.ones([4, 5])))).toThrow('shape')
  })
})
