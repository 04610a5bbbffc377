import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float32Text } from '../../../../../src/models/gbdt/xgboost/file/json-text-float.ts'
import { officialText } from '../../../../support/gbdt/files.ts'

const official: readonly (readonly [bits: number, text: string])[] = JSON.parse(
  officialText('float32-texts.json'),
)

function float32(bits: number): number {
  return new Float32Array(Uint32Array.of(bits).buffer)[0]!
}

describe('float32Text', () => {
  it('writes what the official library writes', () => {
    expect(official.length).toBeGreaterThan(1700)
    const odd = official.filter(([bits, text]) => float32Text(float32(bits)) !== text)
    expect(odd).toEqual([])
  })

  it.each([
    [2, '2E0'],
    [-0.12770173, '-1.2770173E-1'],
    [2 ** -149, '1E-45'],
    [2 ** -12, '2.4414062E-4'], // the tie goes to the even digit
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [-0, '-0E0'],
  ])('%s is %s', (x, text) => {
    expect(float32Text(Math.fround(x))).toBe(text)
  })

  it('reads back as the same number, always with an exponent, and no shorter text does', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const text = float32Text(x)
        expect(Math.fround(Number(text))).toBe(x)
        expect(text).toMatch(/^-?\d(\.\d*[1-9])?E-?\d+$/)
        const digits = text.replace(/E.*|[-.]/g, '').length
        if (digits > 1) expect(Math.fround(Number(x.toPrecision(digits - 1)))).not.toBe(x)
      }),
      { numRuns: 2000 },
    )
  })
})
