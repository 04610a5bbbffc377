import { describe, expect, it } from 'vitest'
import type { Tensor2D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { type Pooling, pool } from '../../../../src/models/nets/layers/pool.ts'
import {
  bothKits,
  expectNumericGradients,
  expectSame,
  type Layer,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()

function layerOf(size: number, pooling: Pooling): Layer {
  return (kit, { x }) => pool(kit, kit.tf.mul(x as Tensor2D, 1), size, pooling)
}

/** Numbers none of which comes near another when moved a little: at a tie there is no derivative. */
function apart(shape: readonly [number, number]) {
  const size = shape[0] * shape[1]
  return { shape, values: Float32Array.from({ length: size }, (_, i) => ((i * 11) % size) / 8 - 3) }
}

describe.each(['max', 'average'] as const)('pool by %s', (pooling) => {
  it.each([1, 2, 3, 4, 5, 8, 13, 20])('is the composed layer for groups of %i', (size) => {
    const inputs = { x: apart([4, 13]) }
    const layer = layerOf(size, pooling)
    expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 1e-6)
    expectNumericGradients(kernels, layer, inputs)
  })

  it('keeps NaN in its group', () => {
    const x = {
      shape: [1, 14],
      values: Float32Array.of(1, 2, 3, Number.NaN, 5, 6, 7, 8, Number.NaN, 1, 2, 3, 4, Number.NaN),
    }
    const { output } = probe(kernels, layerOf(3, pooling), { x })
    expect(Array.from(output.values, Number.isNaN)).toEqual([false, true, true, false, true])
  })

  it('refuses groups that are not whole', () => {
    expect(() => probe(kernels, layerOf(1.5, pooling), { x: normalValues([2, 6]) })).toThrow(
      'in groups of 1.5',
    )
  })
})

describe('pool', () => {
  it.each([
    ['kernels', kernels],
    ['composed', composed],
  ])('takes the largest of numbers below 0, and sends the gradient to the first of equals: %s', (_, kit) => {
    const x = { shape: [1, 6], values: Float32Array.of(-3, -1, -1, -7, -7, -9) }
    const { output, gradients } = probe(kit, layerOf(3, 'max'), { x }, Float32Array.of(10, 20))
    expect([...output.values]).toEqual([-1, -7])
    expect([...gradients.x!.values]).toEqual([0, 10, 0, 20, 0, 0])
  })

  it('divides a last group by what is there', () => {
    const x = { shape: [1, 5], values: Float32Array.of(1, 3, 5, 7, 9) }
    const { output, gradients } = probe(kernels, layerOf(2, 'average'), { x }, Float32Array.of(2, 4, 6))
    expect([...output.values]).toEqual([2, 6, 9])
    expect([...gradients.x!.values]).toEqual([1, 1, 2, 2, 6])
  })
})
