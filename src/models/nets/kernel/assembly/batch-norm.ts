// The gradient of batch normalisation. With x̂ = (x − mean) / σ, σ = √(variance + ε), N rows:
//
//   dOffset = Σ dy      dGain = Σ dy · x̂      dx = gain / σ · (dy − dOffset / N − x̂ · dGain / N)
//
// The last two terms say that mean and variance follow x; given statistics do not.

import { addToWide, BLOCK_ROWS, vectorBytes } from './wide-sums'
import { LANES, loadLanes, storeLanes } from './vectors'

/** @param follows whether mean and variance are those of x, not given ones */
export function batchNormGradient(
  x: usize, dy: usize, rows: i32, columns: i32, mean: usize, variance: usize, gain: usize, epsilon: f32, follows: bool,
  space: usize, dx: usize, dGain: usize, dOffset: usize,
): void {
  sumGradients(x, dy, rows, columns, mean, space)
  writeSums(follows ? 1 / <f64>rows : 0, columns, variance, gain, epsilon, space, dGain, dOffset)
  writeInputs(x, dy, rows, columns, mean, space, dx)
}

/** Σ dy and Σ dy · (x − mean), in float64 at the start of the work space. */
function sumGradients(x: usize, dy: usize, rows: i32, columns: i32, mean: usize, space: usize): void {
  const bytes = vectorBytes(columns)
  const sums = space + (bytes << 2)
  memory.fill(space, 0, bytes << 2)
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const skipped = <usize>from * <usize>columns << 2
    memory.fill(sums, 0, bytes << 1)
    sumBlock(x + skipped, dy + skipped, min(BLOCK_ROWS, rows - from), columns, mean, sums, bytes)
    addToWide(sums, columns, space)
    addToWide(sums + bytes, columns, space + (bytes << 1))
  }
}

function sumBlock(x: usize, dy: usize, count: i32, columns: i32, mean: usize, sums: usize, bytes: usize): void {
  const rowBytes = <usize>columns << 2
  let row = 0
  for (; row + 2 <= count; row += 2, x += rowBytes << 1, dy += rowBytes << 1) {
    for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
      const centre = loadLanes(mean + at, left)
      const dy0 = loadLanes(dy + at, left)
      const dy1 = loadLanes(dy + rowBytes + at, left)
      const x0 = f32x4.sub(loadLanes(x + at, left), centre)
      const x1 = f32x4.sub(loadLanes(x + rowBytes + at, left), centre)
      const products = f32x4.relaxed_madd(dy0, x0, f32x4.mul(dy1, x1))
      v128.store(sums + at, f32x4.add(v128.load(sums + at), f32x4.add(dy0, dy1)))
      v128.store(sums + bytes + at, f32x4.add(v128.load(sums + bytes + at), products))
    }
  }
  if (row === count) return
  for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
    const last = loadLanes(dy + at, left)
    const centred = f32x4.sub(loadLanes(x + at, left), loadLanes(mean + at, left))
    v128.store(sums + at, f32x4.add(v128.load(sums + at), last))
    v128.store(sums + bytes + at, f32x4.relaxed_madd(last, centred, v128.load(sums + bytes + at)))
  }
}

/**
 * Writes dGain and dOffset. Over the work space come three factors of each column, for
 * dx = a · dy + b · (x − mean) + c.
 */
function writeSums(
  share: f64, columns: i32, variance: usize, gain: usize, epsilon: f32, space: usize, dGain: usize, dOffset: usize,
): void {
  const bytes = vectorBytes(columns)
  const factors = space + (bytes << 2)
  for (let column = 0; column < columns; column++) {
    const at = <usize>column << 2
    const sum = load<f64>(space + (at << 1))
    const inverse = 1 / Math.sqrt(<f64>(load<f32>(variance + at) + epsilon))
    const aligned = load<f64>(space + (bytes << 1) + (at << 1)) * inverse
    const a = <f64>load<f32>(gain + at) * inverse
    store<f32>(dOffset + at, <f32>sum)
    store<f32>(dGain + at, <f32>aligned)
    store<f32>(factors + at, <f32>a)
    store<f32>(factors + bytes + at, <f32>(-a * inverse * aligned * share))
    store<f32>(factors + 2 * bytes + at, <f32>(-a * sum * share))
  }
}

function writeInputs(x: usize, dy: usize, rows: i32, columns: i32, mean: usize, space: usize, dx: usize): void {
  const bytes = vectorBytes(columns)
  const a = space + (bytes << 2)
  const b = a + bytes
  const c = b + bytes
  const rowBytes = <usize>columns << 2
  for (let row = 0; row < rows; row++, x += rowBytes, dy += rowBytes, dx += rowBytes) {
    for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
      const centred = f32x4.sub(loadLanes(x + at, left), loadLanes(mean + at, left))
      const rest = f32x4.relaxed_madd(v128.load(b + at), centred, v128.load(c + at))
      storeLanes(dx + at, left, f32x4.relaxed_madd(v128.load(a + at), loadLanes(dy + at, left), rest))
    }
  }
}
