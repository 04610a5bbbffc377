// Floats as whole numbers of the same order, in place: positive ones get the sign bit, negative ones are inverted.
// −0 counts as 0, and NaN becomes the largest key of all.

/** f32 → u32. @param count numbers, a multiple of 4 */
export function makeKeys32(from: usize, count: i32): void {
  const sign = i32x4.splat(0x80000000)
  const zero = f32x4.splat(0)
  for (const to = from + ((<usize>count) << 2); from < to; from += 16) {
    const value = f32x4.add(v128.load(from), zero)
    const flip = v128.or(i32x4.shr_s(value, 31), sign)
    const missing = f32x4.ne(value, value)
    v128.store(from, v128.or(v128.xor(value, flip), missing))
  }
}

/** f64 → u64. @param count numbers, a multiple of 2 */
export function makeKeys64(from: usize, count: i32): void {
  const sign = i64x2.splat(0x8000000000000000)
  const zero = f64x2.splat(0)
  for (const to = from + ((<usize>count) << 3); from < to; from += 16) {
    const value = f64x2.add(v128.load(from), zero)
    const flip = v128.or(i64x2.shr_s(value, 63), sign)
    const missing = f64x2.ne(value, value)
    v128.store(from, v128.or(v128.xor(value, flip), missing))
  }
}
