// The heart of every product: 6 rows × 8 columns of the result in twelve registers, as many as leave room for a
// pair of the right side and one number of the left. One fused multiply-add per register and step: at two per cycle
// that is what the processor can do.

export const TILE_ROWS: i32 = 6
export const TILE_COLUMNS: i32 = 8

@inline
export function fma(a: v128, b: v128, sum: v128): v128 {
  return f32x4.relaxed_madd(a, b, sum)
}

/**
 * out = base + A · B for a tile. Rows beyond `rows` are those of the last one again: compute, and ignore.
 *
 * @param a first number of the left side; its rows lie `aRow` bytes apart, its steps `aStep`
 * @param b panel of the right side, packed: eight columns a step
 * @param base what the product is added to, its rows `baseRow` bytes apart (0: one row for all)
 * @param out rows `outRow` bytes apart
 */
export function tile(
  a: usize,
  aRow: usize,
  aStep: usize,
  rows: i32,
  b: usize,
  depth: i32,
  base: usize,
  baseRow: usize,
  out: usize,
  outRow: usize,
  isRelu: i32,
): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00
  let s30 = s00, s31 = s00, s40 = s00, s41 = s00, s50 = s00, s51 = s00
  let a0 = a
  let a1 = rows > 1 ? a0 + aRow : a0
  let a2 = rows > 2 ? a1 + aRow : a1
  let a3 = rows > 3 ? a2 + aRow : a2
  let a4 = rows > 4 ? a3 + aRow : a3
  let a5 = rows > 5 ? a4 + aRow : a4
  const end = b + ((<usize>depth) << 5)
  while (b < end) {
    const b0 = v128.load(b)
    const b1 = v128.load(b, 16)
    let v = v128.load32_splat(a0)
    s00 = fma(v, b0, s00)
    s01 = fma(v, b1, s01)
    v = v128.load32_splat(a1)
    s10 = fma(v, b0, s10)
    s11 = fma(v, b1, s11)
    v = v128.load32_splat(a2)
    s20 = fma(v, b0, s20)
    s21 = fma(v, b1, s21)
    v = v128.load32_splat(a3)
    s30 = fma(v, b0, s30)
    s31 = fma(v, b1, s31)
    v = v128.load32_splat(a4)
    s40 = fma(v, b0, s40)
    s41 = fma(v, b1, s41)
    v = v128.load32_splat(a5)
    s50 = fma(v, b0, s50)
    s51 = fma(v, b1, s51)
    a0 += aStep
    a1 += aStep
    a2 += aStep
    a3 += aStep
    a4 += aStep
    a5 += aStep
    b += 32
  }
  put(s00, s01, base, out, isRelu)
  put(s10, s11, base + baseRow, out + outRow, isRelu)
  put(s20, s21, base + 2 * baseRow, out + 2 * outRow, isRelu)
  put(s30, s31, base + 3 * baseRow, out + 3 * outRow, isRelu)
  put(s40, s41, base + 4 * baseRow, out + 4 * outRow, isRelu)
  put(s50, s51, base + 5 * baseRow, out + 5 * outRow, isRelu)
}

@inline
function put(left: v128, right: v128, base: usize, out: usize, isRelu: i32): void {
  left = f32x4.add(v128.load(base), left)
  right = f32x4.add(v128.load(base, 16), right)
  if (isRelu) {
    left = f32x4.max(left, f32x4.splat(0))
    right = f32x4.max(right, f32x4.splat(0))
  }
  v128.store(out, left)
  v128.store(out, right, 16)
}
