import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packJson, unpackJson } from '../../src/core/json.ts'

describe('packed JSON', () => {
  it('brings every number back, those too that JSON has no word for', () => {
    const value = {
      a: Number.NaN,
      b: [Number.POSITIVE_INFINITY, -0, 1.5],
      c: { d: Number.NEGATIVE_INFINITY },
      e: undefined,
      f: null,
      g: 'x',
    }
    expect(unpackJson(JSON.parse(JSON.stringify(packJson(value))))).toEqual(value)
    fc.assert(
      fc.property(fc.array(fc.double()), (numbers) => {
        const back = unpackJson(JSON.parse(JSON.stringify(packJson(numbers)))) as number[]
        expect(back.every((number, k) => Object.is(number, numbers[k]))).toBe(true)
      }),
    )
  })
})
