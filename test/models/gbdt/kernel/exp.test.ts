import { describe, expect, it } from 'vitest'
import { createKernel } from '../../../../src/models/gbdt/kernel/kernel.ts'
import { libmValues as official } from '../../../support/gbdt/libm-values.ts'

const kernel = createKernel()

describe('the kernel takes powers as the C library does', () => {
  it('in float32', () => {
    const [x, y] = official('expf')
    const at = kernel.take(x.length * 4)
    const values = kernel.f32(at, x.length)
    values.set(x)
    kernel.exports.exponential32(at, x.length)
    expect([...values]).toEqual(y)
  })

  it('in float64', () => {
    const [x, y] = official('exp')
    const at = kernel.take(x.length * 8)
    const values = kernel.f64(at, x.length)
    values.set(x)
    kernel.exports.exponential64(at, x.length)
    expect([...values]).toEqual(y)
  })

  it('and hands on what is not a number', () => {
    const at = kernel.take(16)
    kernel.f32(at, 1)[0] = Number.NaN
    kernel.f64(at + 8, 1)[0] = Number.NaN
    kernel.exports.exponential32(at, 1)
    kernel.exports.exponential64(at + 8, 1)
    expect(kernel.f32(at, 1)[0]).toBeNaN()
    expect(kernel.f64(at + 8, 1)[0]).toBeNaN()
  })
})
