import { factorsOf, firstCounters, nextCounters, writeMask } from './mask'
import { LANES, loadLanes, storeLanes } from './vectors'

/** out = x + y times its mask. */
export function residual(
  x: usize, y: usize, count: i32, limit: u32, kept: f32, key: i32, space: usize, out: usize,
): void {
  writeMask(space, limit, kept)
  let counters = firstCounters(key)
  for (let left = count; left > 0; left -= LANES) {
    const masked = f32x4.mul(loadLanes(y, left), factorsOf(counters, space))
    storeLanes(out, left, f32x4.add(loadLanes(x, left), masked))
    counters = nextCounters(counters, space)
    x += 16
    y += 16
    out += 16
  }
}
