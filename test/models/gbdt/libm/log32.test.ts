import { describe, expect, it } from 'vitest'
import { log32 } from '../../../../src/models/gbdt/libm/log32.ts'
import { libmValues } from '../../../support/gbdt/libm-values.ts'

describe('ln in float32', () => {
  it('is that of the C library', () => {
    const [x, y] = libmValues('logf')
    expect(x.map(log32)).toEqual(y)
  })

  it('knows the ends', () => {
    expect([0, -1, Infinity, Number.NaN].map(log32)).toEqual([-Infinity, Number.NaN, Infinity, Number.NaN])
  })
})
