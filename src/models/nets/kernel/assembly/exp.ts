// e^x, four at a time: x = k · ln 2 + t, |t| ≤ ln 2 / 2, e^x = 2^k · (1 + t · (c1 + t · (c2 + …))), a polynomial of
// degree five fitted to the least largest error (the coefficients are those of XNNPACK's expminus, rr2_p5).
//
// The constants are read from memory before the loop: V8 makes a constant vector anew at every use, which takes as
// long as the arithmetic.

import { fma } from './tile'

/** Bytes of the table of constants. */
export const EXP_TABLE_BYTES: usize = 48

/** Writes the table. */
export function writeExpTable(table: usize): void {
  // Beside the largest, 1, less is nothing; and products with it would be subnormal, which takes a hundred times as long.
  store<f32>(table, -60)
  store<f32>(table, 1.44269504088896341, 4) // 1 / ln 2
  // 1.5 · 2²³ + 127: a number added to it is rounded to a whole one, whose last bits are then the exponent of 2^k.
  store<f32>(table, 12583039, 8)
  // −ln 2: its first bits, so that times k is exact, and the rest.
  store<f32>(table, -0.693145751953125, 12)
  store<f32>(table, -1.428606765330187e-6, 16)
  store<f32>(table, 0.008289290592074394, 20)
  store<f32>(table, 0.04189782217144966, 24)
  store<f32>(table, 0.16667652130126953, 28)
  store<f32>(table, 0.4999915063381195, 32)
  store<f32>(table, 0.9999997019767761, 36)
}

/**
 * row = e^(row − shift), for differences up to 88; below −60 it stays at e^−60 ≈ 9e−27. Within 2 units of the last
 * place. NaN stays NaN.
 *
 * @param end of the row, a whole number of vectors on
 * @returns four sums of every fourth power
 */
export function expRow(row: usize, end: usize, shift: f32, table: usize): v128 {
  const shift4 = f32x4.splat(shift)
  const lowest = v128.load32_splat(table)
  const log2e = v128.load32_splat(table, 4)
  const rounder = v128.load32_splat(table, 8)
  const ln2High = v128.load32_splat(table, 12)
  const ln2Low = v128.load32_splat(table, 16)
  const c5 = v128.load32_splat(table, 20)
  const c4 = v128.load32_splat(table, 24)
  const c3 = v128.load32_splat(table, 28)
  const c2 = v128.load32_splat(table, 32)
  const c1 = v128.load32_splat(table, 36)
  let sum = f32x4.splat(0)
  for (; row < end; row += 16) {
    const x = f32x4.pmax(f32x4.sub(v128.load(row), shift4), lowest)
    const rounded = fma(x, log2e, rounder)
    const k = f32x4.sub(rounded, rounder)
    const t = fma(k, ln2Low, fma(k, ln2High, x))
    const p = fma(fma(fma(fma(c5, t, c4), t, c3), t, c2), t, c1)
    const scale = i32x4.shl(rounded, 23)
    const power = fma(f32x4.mul(t, scale), p, scale)
    v128.store(row, power)
    sum = f32x4.add(sum, power)
  }
  return sum
}
