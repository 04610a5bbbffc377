import { describe, expect, it } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor1D, Tensor2D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { batchNorm } from '../../../../src/models/nets/layers/batch-norm.ts'
import type { Mode } from '../../../../src/models/nets/net.ts'
import {
  bothKits,
  expectNear,
  expectNumericGradients,
  expectSame,
  type Layer,
  type Named,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()
const TRAINING: Mode = { training: true, nextKey: () => 0 }
const SERVING: Mode = { training: false }

/** The layer with running statistics of its own, mean 0.2 and variance 1.5 before. */
function layerIn(mode: Mode): Layer {
  return (kit, { x, gain, offset }) => {
    const { tf } = kit
    const columns = gain!.size
    const mean = tf.variable(tf.fill([columns], 0.2))
    const variance = tf.variable(tf.fill([columns], 1.5))
    const weights = { gain: gain as Tensor1D, offset: offset as Tensor1D }
    const y = batchNorm(kit, x as Tensor2D, weights, { mean, variance }, mode)
    tf.dispose([mean, variance])
    return y
  }
}

function inputsOf(rows: number, columns: number): Named {
  return {
    x: normalValues([rows, columns]),
    gain: normalValues([columns], 2),
    offset: normalValues([columns], 3),
  }
}

/** Running statistics after one batch. */
function followed(kit: Kit, { x, gain, offset }: Named): { mean: Float32Array; variance: Float32Array } {
  const { tf } = kit
  return tf.tidy(() => {
    const [mean, variance] = [
      tf.variable(tf.zeros([gain!.values.length])),
      tf.variable(tf.ones([gain!.values.length])),
    ]
    const weights = { gain: tf.tensor1d(gain!.values), offset: tf.tensor1d(offset!.values) }
    batchNorm(
      kit,
      tf.tensor2d(x!.values, x!.shape as [number, number]),
      weights,
      { mean, variance },
      TRAINING,
    )
    const result = { mean: mean.dataSync() as Float32Array, variance: variance.dataSync() as Float32Array }
    tf.dispose([mean, variance])
    return result
  })
}

describe('batch norm', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 16, 128])('is the composed layer for %i columns', (columns) => {
    for (const mode of [TRAINING, SERVING])
      for (const rows of [2, 3, 7, 64, 66, 200]) {
        const inputs = inputsOf(rows, columns)
        expectSame(probe(kernels, layerIn(mode), inputs), probe(composed, layerIn(mode), inputs), 1e-4)
      }
  })

  it('has the gradients of numeric differences', () => {
    for (const mode of [TRAINING, SERVING])
      expectNumericGradients(kernels, layerIn(mode), inputsOf(9, 5), 5e-3)
  })

  it('centres and scales columns far from 0 and long', () => {
    const x = normalValues([5000, 3])
    const far = { ...x, values: x.values.map((value, i) => 1000 * (i % 3) + value) }
    const gain = { shape: [3], values: Float32Array.of(1, 1, 1) }
    const offset = { shape: [3], values: new Float32Array(3) }
    const { output } = probe(kernels, layerIn(TRAINING), { x: far, gain, offset })
    for (const column of [0, 1, 2]) {
      const own = output.values.filter((_, i) => i % 3 === column)
      const mean = own.reduce((sum, value) => sum + value, 0) / 5000
      expect(Math.abs(mean)).toBeLessThan(1e-4)
      expect(own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5000).toBeCloseTo(1, 4)
    }
  })

  it('moves the running statistics by a tenth, towards the unbiased variance', () => {
    const inputs = { ...inputsOf(4, 1), x: { shape: [4, 1], values: Float32Array.of(1, 2, 3, 6) } }
    for (const kit of [kernels, composed]) {
      const { mean, variance } = followed(kit, inputs)
      expectNear({ shape: [1], values: mean }, { shape: [1], values: Float32Array.of(0.3) }, 1e-6)
      expectNear(
        { shape: [1], values: variance },
        { shape: [1], values: Float32Array.of(0.9 + 14 / 30) },
        1e-6,
      )
    }
  })

  it('makes the offset of a constant column, and no gradient but its own', () => {
    const inputs = inputsOf(70, 2)
    for (let row = 0; row < 70; row++) inputs.x!.values[2 * row] = 12345.678
    const { output, gradients } = probe(kernels, layerIn(TRAINING), inputs)
    const first = output.values.filter((_, i) => i % 2 === 0)
    expect(first.every((value) => value === inputs.offset!.values[0])).toBe(true)
    expect(gradients.x!.values.every(Number.isFinite)).toBe(true)
    expect(gradients.gain!.values[0]).toBe(0)
  })

  it('finds no variance below 0 in constant columns, however large', () => {
    for (const rows of [2, 3, 6, 7, 69, 131])
      for (const value of [1e-9, 0.1, 12345.678, 1.23456789e9, -3.3e12]) {
        const inputs: Named = {
          ...inputsOf(rows, 1),
          x: { shape: [rows, 1], values: new Float32Array(rows).fill(value) },
        }
        const { output, gradients } = probe(kernels, layerIn(TRAINING), inputs)
        expect(output.values.every((y) => y === inputs.offset!.values[0])).toBe(true)
        expect(gradients.x!.values.every(Number.isFinite)).toBe(true)
      }
  })

  it('keeps NaN in its column', () => {
    const inputs = inputsOf(150, 6)
    inputs.x!.values[6 * 40 + 2] = Number.NaN
    const { output, gradients } = probe(kernels, layerIn(TRAINING), inputs)
    const isLost = (_: number, i: number) => i % 6 === 2
    expect(Array.from(output.values, Number.isNaN)).toEqual(Array.from(output.values, isLost))
    expect(Array.from(gradients.x!.values, Number.isNaN)).toEqual(Array.from(output.values, isLost))
    expect(Array.from(gradients.gain!.values, Number.isNaN)).toEqual(Array.from({ length: 6 }, isLost))
  })

  it('refuses what does not fit', () => {
    const inputs = { ...inputsOf(4, 3), gain: normalValues([2]) }
    expect(() => probe(kernels, layerIn(TRAINING), inputs)).toThrow('batch norm: [4,3], [2], [3] do not fit')
  })
})
