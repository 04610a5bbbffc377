import { factorsOf, firstCounters, nextCounters, writeMask } from './mask'
import { LANES, loadLanes, storeLanes } from './vectors'

/** out = x times its mask. The gradient is the same function of the gradient. */
export function dropout(x: usize, count: i32, limit: u32, kept: f32, key: i32, space: usize, out: usize): void {
  writeMask(space, limit, kept)
  let counters = firstCounters(key)
  for (let left = count; left > 0; left -= LANES) {
    storeLanes(out, left, f32x4.mul(loadLanes(x, left), factorsOf(counters, space)))
    counters = nextCounters(counters, space)
    x += 16
    out += 16
  }
}
