import { describe, expect, it } from 'vitest'
import { KEEP_ALL } from '../../../../src/models/nets/layers/dropout.ts'
import { residual } from '../../../../src/models/nets/layers/residual.ts'
import {
  bothKits,
  expectNumericGradients,
  expectSame,
  type Layer,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()

describe('residual', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 33])('is the composed layer for %i rows', (rows) => {
    for (const mask of [KEEP_ALL, { rate: 0.3, key: 123 }]) {
      const layer: Layer = (kit, { x, y }) => residual(kit, x!, y!, mask)
      const inputs = { x: normalValues([rows, 3]), y: normalValues([rows, 3], 2) }
      expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 0)
      expectNumericGradients(kernels, layer, inputs)
    }
  })

  it('adds to itself', () => {
    const layer: Layer = (kit, { x }) => residual(kit, x!, x!, KEEP_ALL)
    const inputs = { x: normalValues([5]) }
    expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 0)
  })

  it('refuses shapes that differ', () => {
    const inputs = { x: normalValues([2, 3]), y: normalValues([3, 2]) }
    const layer: Layer = (kit, { x, y }) => residual(kit, x!, y!, KEEP_ALL)
    expect(() => probe(kernels, layer, inputs)).toThrow('x [2,3] and y [3,2] are not of one shape')
  })
})
