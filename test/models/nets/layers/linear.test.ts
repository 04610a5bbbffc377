import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor1D, Tensor2D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { linear } from '../../../../src/models/nets/layers/linear.ts'
import {
  bothKits,
  expectNumericGradients,
  expectSame,
  type Layer,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()

const layerOf =
  (activation: 'none' | 'relu'): Layer =>
  (kit, { x, weight, bias }) =>
    linear(kit, x as Tensor2D, weight as Tensor2D, bias as Tensor1D, activation)

const inputsOf = (rows: number, inputs: number, outputs: number) => ({
  x: normalValues([rows, inputs], 1),
  weight: normalValues([outputs, inputs], 2),
  bias: normalValues([outputs], 3),
})

describe('linear', () => {
  it('is the composed layer for all shapes, there and back', () => {
    const length = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(length, length, length, fc.constantFrom('none', 'relu'), (rows, k, n, activation) => {
        const inputs = inputsOf(rows, k, n)
        const layer = layerOf(activation)
        expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 1e-5)
      }),
      { numRuns: 80, seed: 6 },
    )
  })

  it('is the composed layer over several blocks of rows and steps', () => {
    const inputs = inputsOf(1000, 800, 12)
    const layer = layerOf('relu')
    expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 3e-4)
  })

  it('has the gradients of numeric differences', () => {
    expectNumericGradients(kernels, layerOf('none'), inputsOf(5, 7, 9))
    // Far from the bend, which differences would step over.
    const apart = inputsOf(5, 1, 9)
    apart.bias.values.forEach((value, i) => {
      apart.bias.values[i] = value < 0 ? -9 : 9
    })
    expectNumericGradients(kernels, layerOf('relu'), apart)
  })

  it('lets nothing through where relu is at 0', () => {
    const zeros = (shape: number[]) => ({ shape, values: new Float32Array(shape.reduce((a, b) => a * b)) })
    const inputs = { x: normalValues([3, 4]), weight: zeros([10, 4]), bias: zeros([10]) }
    const { output, gradients } = probe(kernels, layerOf('relu'), inputs)
    for (const { values } of [output, ...Object.values(gradients)])
      expect(new Set(values)).toEqual(new Set([0]))
  })

  it('sums only the gradients that are asked for', () => {
    const { tf } = kernels
    tf.tidy(() => {
      const [x, weight, bias] = [tf.ones([4, 3]), tf.ones([2, 3]), tf.ones([2])] as [
        Tensor2D,
        Tensor2D,
        Tensor1D,
      ]
      const names = new Set<string>()
      const engine = tf.engine()
      const runKernel = engine.runKernel.bind(engine)
      engine.runKernel = (name, ...rest) => {
        names.add(name)
        return runKernel(name, ...rest)
      }
      tf.grad((b) => linear(kernels, x, weight, b as Tensor1D))(bias)
      engine.runKernel = runKernel
      expect(names).toContain('QtColumnSums')
      expect(names).not.toContain('QtMatMul')
    })
  })

  it('refuses shapes that do not fit', () => {
    const { tf } = kernels
    tf.tidy(() => {
      const run = () => linear(kernels, tf.zeros([2, 3]), tf.zeros([4, 5]), tf.zeros([4]))
      const message = 'linear: x [2,3], weight [4,5], bias [4] do not fit'
      expect(run).toThrow(expect.objectContaining({ name: 'QtError', message }))
      expect(() => linear(kernels, tf.zeros([0, 3]), tf.zeros([4, 3]), tf.zeros([4]))).toThrow('do not fit')
    })
  })
})
