import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKernel } from '../../../../src/models/gbdt/kernel/kernel.ts'
import { below32, floor32, key32, key64 } from '../../../../src/models/gbdt/prediction/keys.ts'

const float = fc.float({ noNaN: true })
const double = fc.double({ noNaN: true })
const order = (a: number | bigint, b: number | bigint) => Number(a > b) - Number(a < b)

describe('keys', () => {
  it('have the order of the floats', () => {
    fc.assert(fc.property(float, float, (a, b) => order(key32(a), key32(b)) === order(a, b)))
    fc.assert(fc.property(double, double, (a, b) => order(key64(a), key64(b)) === order(a, b)))
  })

  it('are those that the kernel makes', () => {
    const kernel = createKernel()
    const at = kernel.take(64)
    fc.assert(
      fc.property(fc.array(double, { minLength: 4, maxLength: 4 }), (values) => {
        kernel.f32(at, 4).set(values)
        kernel.exports.makeKeys32(at, 4)
        expect([...kernel.u32(at, 4)]).toEqual(values.map((value) => key32(Math.fround(value))))
        kernel.f64(at, 4).set(values)
        kernel.exports.makeKeys64(at, 4)
        expect([...new BigUint64Array(kernel.memory.buffer, at, 4)]).toEqual(values.map(key64))
      }),
    )
    kernel.f32(at, 1)[0] = Number.NaN
    kernel.exports.makeKeys32(at, 4)
    expect(kernel.u32(at, 1)[0]).toBe(0xffffffff)
  })
})

describe('limits', () => {
  it('x < limit and x ≤ below32(limit) say the same', () => {
    fc.assert(fc.property(float, float, (x, limit) => x <= below32(limit) === x < limit))
    fc.assert(fc.property(float, (x) => !(x <= below32(x))))
  })

  it('x ≤ limit and x ≤ floor32(limit) say the same of float32', () => {
    fc.assert(fc.property(float, double, (x, limit) => x <= floor32(limit) === x <= limit))
    fc.assert(
      fc.property(float, fc.constantFrom(1 - 2 ** -52, 1, 1 + 2 ** -52), (x, factor) => {
        expect(x <= floor32(x * factor)).toBe(x <= x * factor)
      }),
    )
  })

  it.each([
    [0, -1.401298464324817e-45],
    [-0, -1.401298464324817e-45],
    [1.401298464324817e-45, 0],
    [1, 0.9999999403953552],
    [Infinity, 3.4028234663852886e38],
    [-3.4028234663852886e38, -Infinity],
    [-Infinity, Number.NaN],
    [Number.NaN, Number.NaN],
  ])('the float32 below %d is %d', (value, below) => {
    expect(below32(value)).toBe(below)
  })
})
