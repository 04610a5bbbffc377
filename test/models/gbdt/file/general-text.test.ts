import { describe, expect, it } from 'vitest'
import { generalText } from '../../../../src/models/gbdt/file/general-text.ts'

/** Printed by C with %.6g and %.17g. */
const PRINTED: readonly (readonly [x: number, short: string, exact: string])[] = [
  [0, '0', '0'],
  [-0, '-0', '-0'],
  [0.1, '0.1', '0.10000000000000001'],
  [-2.5, '-2.5', '-2.5'],
  [1e-5, '1e-05', '1.0000000000000001e-05'],
  [0.0001, '0.0001', '0.0001'],
  [100000, '100000', '100000'],
  [999999.5, '1e+06', '999999.5'], // a tie that carries
  [100000.5, '100000', '100000.5'], // ties go to the even digit
  [123456.5, '123456', '123456.5'],
  [123457.5, '123458', '123457.5'],
  [1234567, '1.23457e+06', '1234567'],
  [2 ** 54, '1.80144e+16', '18014398509481984'],
  [1e21, '1e+21', '1e+21'],
  [123456789012345680000, '1.23457e+20', '1.2345678901234568e+20'],
  [26215 / 2 ** 18, '0.100002', '0.10000228881835938'],
  [26217 / 2 ** 18, '0.10001', '0.10000991821289062'],
  [1.7976931348623157e308, '1.79769e+308', '1.7976931348623157e+308'],
  [5e-324, '4.94066e-324', '4.9406564584124654e-324'],
  [Number.POSITIVE_INFINITY, 'inf', 'inf'],
  [Number.NEGATIVE_INFINITY, '-inf', '-inf'],
  [Number.NaN, 'nan', 'nan'],
]

describe('generalText', () => {
  it.each(PRINTED)('%s is %s, exactly %s', (x, short, exact) => {
    expect(generalText(x, 6)).toBe(short)
    expect(generalText(x, 17)).toBe(exact)
  })
})
