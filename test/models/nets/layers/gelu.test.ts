import { describe, expect, it } from 'vitest'
import { maskValues } from '../../../../src/models/nets/layers/dropout.ts'
import { gelu } from '../../../../src/models/nets/layers/gelu.ts'
import {
  bothKits,
  expectNear,
  expectNumericGradients,
  expectSame,
  type Layer,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()
const plainGelu: Layer = (kit, { x }) => gelu(kit, x!)

/** Φ by its series, φ by definition: float64. */
function phi(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0
  let [sum, term] = [x, x]
  for (let n = 1; n < 200; n++) {
    term *= -(x * x) / (2 * n)
    sum += term / (2 * n + 1)
  }
  return 0.5 + sum / Math.sqrt(2 * Math.PI)
}

const density = (x: number) => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)
const values = Float32Array.from({ length: 14_001 }, (_, i) => (i - 7000) / 1000)

describe('gelu', () => {
  it('is x · Φ(x) within 2e-7 of Φ, and its slope within 4e-7', () => {
    const ones = new Float32Array(values.length).fill(1)
    const { output, gradients } = probe(kernels, plainGelu, { x: { shape: [values.length], values } }, ones)
    values.forEach((x, i) => {
      expect(Math.abs(output.values[i]! - x * phi(x))).toBeLessThan(2e-7 * Math.max(1, Math.abs(x)))
      expect(Math.abs(gradients.x!.values[i]! - phi(x) - x * density(x))).toBeLessThan(4e-7)
    })
  })

  it('ends exactly', () => {
    const x = { shape: [8], values: Float32Array.of(-100, -30, -6, -0, 0, 6, 30, 100) }
    const ones = new Float32Array(8).fill(1)
    const { output, gradients } = probe(kernels, plainGelu, { x }, ones)
    expect([...output.values]).toEqual([-0, -0, -0, -0, 0, 6, 30, 100])
    expectNear(gradients.x!, { shape: [8], values: Float32Array.of(0, 0, 0, 0.5, 0.5, 1, 1, 1) }, 3e-7)
  })

  it('keeps NaN to itself', () => {
    const x = { shape: [6], values: Float32Array.of(1, Number.NaN, 2, 3, Number.NaN, 4) }
    const { output, gradients } = probe(kernels, plainGelu, { x })
    expect(Array.from(output.values, Number.isNaN)).toEqual([false, true, false, false, true, false])
    expect(Array.from(gradients.x!.values, Number.isNaN)).toEqual([false, true, false, false, true, false])
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 64])(
    'is the composed layer for %i numbers, with dropout and without',
    (size) => {
      for (const mask of [undefined, { rate: 0.2, key: 9 }]) {
        const layer: Layer = (kit, { x }) => gelu(kit, x!, mask)
        const inputs = { x: normalValues([size]) }
        expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 1e-6)
      }
    },
  )

  it('drops what the mask drops', () => {
    const mask = { rate: 0.4, key: 31 }
    const { output, gradients } = probe(kernels, (kit, { x }) => gelu(kit, x!, mask), {
      x: normalValues([50]),
    })
    const isDropped = Array.from(maskValues(50, mask), (factor) => factor === 0)
    expect(Array.from(output.values, (value) => value === 0)).toEqual(isDropped)
    expect(Array.from(gradients.x!.values, (value) => value === 0)).toEqual(isDropped)
  })

  it('has the gradient of numeric differences', () => {
    for (const mask of [undefined, { rate: 0.2, key: 9 }])
      expectNumericGradients(kernels, (kit, { x }) => gelu(kit, x!, mask), { x: normalValues([23]) })
  })
})
