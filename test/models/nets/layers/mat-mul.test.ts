import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tensor3D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { matMul } from '../../../../src/models/nets/layers/mat-mul.ts'
import {
  bothKits,
  expectNumericGradients,
  expectSame,
  type Layer,
  normalValues,
  probe,
} from './layer-probe.ts'

const { kernels, composed } = await bothKits()

const product =
  (a: boolean, b: boolean): Layer =>
  (kit, inputs) =>
    matMul(kit, inputs.a as Tensor3D, inputs.b as Tensor3D, { a, b })

const sides = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  m: fc.integer({ min: 1, max: 20 }),
  k: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 380, max: 390 }), fc.constant(1000)),
  n: fc.integer({ min: 1, max: 20 }),
})

function inputsOf(batch: number, m: number, k: number, n: number, a: boolean, b: boolean) {
  const left = a ? [k, m] : [m, k]
  const right = b ? [n, k] : [k, n]
  return { a: normalValues([batch, ...left], 1), b: normalValues([batch, ...right], 2) }
}

describe('matMul', () => {
  it('is the composed product for all shapes and transposes, there and back', () => {
    fc.assert(
      fc.property(sides, fc.boolean(), fc.boolean(), ({ batch, m, k, n }, a, b) => {
        const inputs = inputsOf(batch, m, k, n, a, b)
        const layer = product(a, b)
        expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 1e-6 * Math.sqrt(k) + 3e-6)
      }),
      { numRuns: 120, seed: 5 },
    )
  })

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('has the gradients of numeric differences (%s, %s)', (a, b) => {
    expectNumericGradients(kernels, product(a, b), inputsOf(2, 3, 5, 9, a, b))
  })

  it('blocks large products rightly', () => {
    const inputs = inputsOf(1, 700, 900, 17, false, true)
    const layer = product(false, true)
    expectSame(probe(kernels, layer, inputs), probe(composed, layer, inputs), 1e-4)
  })

  it('keeps its digits over long inner dimensions', () => {
    const k = 100_000
    const ones = { shape: [k, 1], values: new Float32Array(k).fill(0.1) }
    const { output } = probe(kernels, (kit, { a }) => matMul(kit, a as never, a as never, { a: true }), {
      a: ones,
    })
    const exact = k * Math.fround(0.1) ** 2
    expect(Math.abs(output.values[0]! / exact - 1)).toBeLessThan(1e-5)
  })

  it('gives a row the same bits alone and among others', () => {
    const [rows, k, n] = [23, 500, 19]
    const all = inputsOf(1, rows, k, n, false, true)
    const whole = probe(kernels, product(false, true), all).output.values
    for (const row of [0, 5, 6, 22]) {
      const one = { shape: [1, 1, k], values: all.a.values.slice(row * k, (row + 1) * k) }
      const alone = probe(kernels, product(false, true), { ...all, a: one }).output.values
      expect(alone).toEqual(whole.slice(row * n, (row + 1) * n))
    }
  })

  it('gives the same bits each time', () => {
    const inputs = inputsOf(3, 13, 41, 11, true, false)
    expect(probe(kernels, product(true, false), inputs)).toEqual(probe(kernels, product(true, false), inputs))
  })

  it('lets NaN through', () => {
    const inputs = inputsOf(1, 7, 9, 10, false, false)
    inputs.a.values[9 * 3 + 2] = Number.NaN
    const { output } = probe(kernels, product(false, false), inputs)
    const rowsWithNaN = new Set(
      Array.from(output.values, (value, i) => (Number.isNaN(value) ? (i / 10) | 0 : -1)),
    )
    expect(rowsWithNaN).toEqual(new Set([-1, 3]))
  })

  it.each([
    ['inner lengths differ', [1, 2, 3], [1, 4, 5], 'matrices do not fit: [1] of 2 × 3 · [1] of 4 × 5'],
    ['batches differ', [2, 2, 3], [1, 3, 5], 'matrices do not fit: [2] of 2 × 3 · [1] of 3 × 5'],
    ['nothing to multiply', [1, 0, 3], [1, 3, 5], 'matrices do not fit: [1] of 0 × 3 · [1] of 3 × 5'],
  ])('refuses matrices when %s', (_, a, b, message) => {
    const { tf } = kernels
    tf.tidy(() => {
      const run = () => matMul(kernels, tf.zeros<never>(a as never), tf.zeros<never>(b as never))
      expect(run).toThrow(expect.objectContaining({ name: 'QtError', message }))
    })
  })
})
