import { vectorBytes } from './wide-sums'
import { LANES, loadLanes, storeLanes } from './vectors'

/**
 * out = (x − mean) · gain / √(variance + ε) + offset, each column by its own.
 *
 * @param space `normSpace`: gain / √(variance + ε) of each column
 */
export function normalise(
  x: usize, rows: i32, columns: i32, mean: usize, variance: usize, gain: usize, offset: usize, epsilon: f32,
  space: usize, out: usize,
): void {
  for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16)
    v128.store(space + at, f32x4.mul(loadLanes(gain + at, left), inverseDeviation(variance + at, left, epsilon)))
  const rowBytes = <usize>columns << 2
  for (let row = 0; row < rows; row++, x += rowBytes, out += rowBytes) {
    for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
      const centred = f32x4.sub(loadLanes(x + at, left), loadLanes(mean + at, left))
      storeLanes(out + at, left, f32x4.relaxed_madd(centred, v128.load(space + at), loadLanes(offset + at, left)))
    }
  }
}

/** 1 / √(variance + ε). */
@inline
function inverseDeviation(variance: usize, left: i32, epsilon: f32): v128 {
  return f32x4.div(
    f32x4.splat(1),
    f32x4.sqrt(f32x4.add(loadLanes(variance, left), f32x4.splat(epsilon))),
  )
}
