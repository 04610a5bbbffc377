import { factorsOf, firstCounters, MASK_BYTES, nextCounters, writeMask } from './mask'
import { phi, writePhi } from './phi'
import { slope, writeSlope } from './slope'
import { LANES, loadLanes, storeLanes } from './vectors'

/** out = x · Φ(x) times its mask; a limit of 0 masks nothing. */
export function gelu(x: usize, count: i32, limit: u32, kept: f32, key: i32, space: usize, out: usize): void {
  writeMask(space, limit, kept)
  writePhi(space + MASK_BYTES)
  if (limit) forward(x, count, key, space, out, true)
  else forward(x, count, key, space, out, false)
}

/** out = dy times its mask times the slope of x · Φ(x). */
export function geluGradient(
  x: usize, dy: usize, count: i32, limit: u32, kept: f32, key: i32, space: usize, out: usize,
): void {
  writeMask(space, limit, kept)
  writeSlope(space + MASK_BYTES)
  if (limit) backward(x, dy, count, key, space, out, true)
  else backward(x, dy, count, key, space, out, false)
}

@inline
function forward(x: usize, count: i32, key: i32, space: usize, out: usize, isMasked: bool): void {
  const table = space + MASK_BYTES
  let counters = firstCounters(key)
  for (let left = count; left > 0; left -= LANES) {
    const value = loadLanes(x, left)
    let y = f32x4.mul(value, phi(value, table))
    if (isMasked) {
      y = f32x4.mul(y, factorsOf(counters, space))
      counters = nextCounters(counters, space)
    }
    storeLanes(out, left, y)
    x += 16
    out += 16
  }
}

@inline
function backward(x: usize, dy: usize, count: i32, key: i32, space: usize, out: usize, isMasked: bool): void {
  const table = space + MASK_BYTES
  let counters = firstCounters(key)
  for (let left = count; left > 0; left -= LANES) {
    let dx = f32x4.mul(loadLanes(dy, left), slope(loadLanes(x, left), table))
    if (isMasked) {
      dx = f32x4.mul(dx, factorsOf(counters, space))
      counters = nextCounters(counters, space)
    }
    storeLanes(out, left, dx)
    x += 16
    dy += 16
    out += 16
  }
}
