import { describe, expect, it } from 'vitest'
import type { Tensor1D, Tensor2D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { layerNorm } from '../../../../src/models/nets/layers/layer-norm.ts'
import {
  bothKits,
  expectNumericGradients,
  expectSame,
  type Layer,
  type Named,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()

const layer: Layer = (kit, { x, gain, offset }) =>
  layerNorm(kit, x as Tensor2D, { gain: gain as Tensor1D, offset: offset as Tensor1D })

function inputsOf(rows: number, columns: number): Named {
  return {
    x: normalValues([rows, columns]),
    gain: normalValues([columns], 2),
    offset: normalValues([columns], 3),
  }
}

describe('layer norm', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 128])('is the composed layer for %i columns', (columns) => {
    for (const rows of [1, 5, 131]) {
      const inputs = inputsOf(rows, columns)
      expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 2e-5)
    }
  })

  it('has the gradients of numeric differences', () => {
    expectNumericGradients(kernels, layer, inputsOf(4, 7), 5e-3)
  })

  it('makes the offset of a constant row', () => {
    const inputs: Named = { ...inputsOf(2, 6), x: { shape: [2, 6], values: new Float32Array(12).fill(1e6) } }
    const { output } = probe(kernels, layer, inputs)
    expect([...output.values]).toEqual([...inputs.offset!.values, ...inputs.offset!.values])
  })

  it('keeps NaN in its row', () => {
    const inputs = inputsOf(3, 5)
    inputs.x!.values[7] = Number.NaN
    const { output, gradients } = probe(kernels, layer, inputs)
    const isLost = Array.from({ length: 15 }, (_, i) => i >= 5 && i < 10)
    expect(Array.from(output.values, Number.isNaN)).toEqual(isLost)
    expect(Array.from(gradients.x!.values, Number.isNaN)).toEqual(isLost)
  })
})
