import { describe, expect, it } from 'vitest'
import { float64OfFloat32Text } from '../../../../../src/models/gbdt/xgboost/file/json-text-number.ts'

describe('float64OfFloat32Text', () => {
  // 1 + 2^-24 lies half-way between two float32; what follows is lost in a float64.
  const middle = '1.000000059604644775390625'

  it.each([
    [`${middle}`, 1],
    [`${middle}0000000001`, 1 + 2 ** -23],
    [`-${middle}0000000001`, -1 - 2 ** -23],
    ['1.0000000596046447753906249', 1],
    ['1.00000017881393432617187499', 1 + 2 ** -23],
    ['1.000000178813934326171875', 1 + 2 ** -22],
    ['0.5', 0.5],
    ['1E-45', 2 ** -149],
  ])('%s rounds to %s once', (text, expected) => {
    expect(Math.fround(float64OfFloat32Text(text))).toBe(expected)
  })
})
