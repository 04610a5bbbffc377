import { describe, expect, it } from 'vitest'
import { log64 } from '../../../../src/models/gbdt/libm/log64.ts'
import { libmValues } from '../../../support/gbdt/libm-values.ts'

describe('ln in float64', () => {
  it('is that of the C library', () => {
    const [x, y] = libmValues('log')
    expect(x.map(log64)).toEqual(y)
  })

  it('knows the ends', () => {
    expect([0, -1, Infinity, Number.NaN].map(log64)).toEqual([-Infinity, Number.NaN, Infinity, Number.NaN])
  })
})
