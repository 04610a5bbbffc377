/** out = dy where y > 0, else 0. */
export function reluGradient(dy: usize, y: usize, count: i32, out: usize): void {
  const zero = f32x4.splat(0)
  const end = dy + (<usize>count << 2)
  const wholeEnd = dy + ((<usize>count & ~3) << 2)
  while (dy < wholeEnd) {
    v128.store(out, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)))
    dy += 16
    y += 16
    out += 16
  }
  while (dy < end) {
    store<f32>(out, load<f32>(y) > 0 ? load<f32>(dy) : 0)
    dy += 4
    y += 4
    out += 4
  }
}
