import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawMask, dropout, KEEP_ALL, maskValues } from '../../../../src/models/nets/layers/dropout.ts'
import type { Mode } from '../../../../src/models/nets/net.ts'
import { bothKits, expectNear, expectSame, normalValues, probe, upstreamOf } from './layer-probe.ts'

const { kernels, composed } = await bothKits()

const anyMask = fc.record({
  rate: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  key: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
})

describe('dropout', () => {
  it('multiplies by the values of its mask, to the bit, there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), anyMask, (size, mask) => {
        const x = normalValues([size])
        const { output, gradients } = probe(kernels, (kit, { x }) => dropout(kit, x!, mask), { x })
        const factors = maskValues(size, mask)
        const upstream = upstreamOf(size)
        expect([...output.values]).toEqual(Array.from(factors, (f, i) => Math.fround(f * x.values[i]!)))
        expect([...gradients.x!.values]).toEqual(Array.from(factors, (f, i) => Math.fround(f * upstream[i]!)))
      }),
      { numRuns: 40 },
    )
  })

  it('is the composed layer', () => {
    const x = normalValues([9, 7])
    const layer = (kit: typeof kernels) =>
      probe(kit, (own, { x }) => dropout(own, x!, { rate: 0.3, key: 5 }), { x })
    expectSame(layer(kernels), layer(composed), 0)
  })

  it('drops the share asked for, evenly over positions', () => {
    for (const rate of [0.05, 0.3, 0.5, 0.9]) {
      const values = maskValues(200_000, { rate, key: 77 })
      for (const offset of [0, 1, 2, 3]) {
        const dropped = values.filter((value, i) => i % 4 === offset && value === 0).length
        expect(dropped / 50_000).toBeCloseTo(rate, 2)
      }
    }
  })

  it('draws masks of different keys that know nothing of each other', () => {
    for (const other of [12, 10, 1_000_011, 0x9e3779b9 + 11]) {
      const [a, b] = [11, other].map((key) => maskValues(100_000, { rate: 0.5, key }))
      const agreeing = a!.filter((value, i) => value === b![i]).length
      expect(Math.abs(agreeing / 100_000 - 0.5)).toBeLessThan(0.01)
    }
  })

  it('keeps NaN, dropped or not', () => {
    const x = { shape: [8], values: new Float32Array(8).fill(Number.NaN) }
    const { output } = probe(kernels, (kit, { x }) => dropout(kit, x!, { rate: 0.5, key: 3 }), { x })
    expect(output.values.every(Number.isNaN)).toBe(true)
  })

  it('does nothing outside of training, or at rate 0', () => {
    const training: Mode = { training: true, nextKey: () => 42 }
    expect(drawMask({ training: false }, 0.5)).toBe(KEEP_ALL)
    expect(drawMask(training, 0)).toBe(KEEP_ALL)
    expect(drawMask(training, 0.5)).toEqual({ rate: 0.5, key: 42 })
    const x = normalValues([5])
    expectNear(probe(kernels, (kit, { x }) => dropout(kit, kit.tf.mul(x!, 1), KEEP_ALL), { x }).output, x, 0)
  })
})
