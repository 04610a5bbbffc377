/** out = √ Σ x², summed in float64, where no square of a float32 overflows. */
export function norm(x: usize, count: i32, out: usize): void {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  const end = x + (<usize>count << 2)
  const wholeEnd = x + (<usize>(count & ~3) << 2)
  for (; x < wholeEnd; x += 16) {
    const value = v128.load(x)
    const first = f64x2.promote_low_f32x4(value)
    const second = f64x2.promote_low_f32x4(
      i8x16.shuffle(value, value, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7),
    )
    low = f64x2.add(low, f64x2.mul(first, first))
    high = f64x2.add(high, f64x2.mul(second, second))
  }
  const sums = f64x2.add(low, high)
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)
  for (; x < end; x += 4) {
    const value = <f64>load<f32>(x)
    sum += value * value
  }
  store<f32>(out, <f32>Math.sqrt(sum))
}
