// Mean and variance of the columns of a row-major matrix: blocks of rows, which stay in the cache, are summed twice
// in float32 (for the block's mean, then for the deviations from it) and joined in float64 by the rule of Chan,
// Golub & LeVeque (1979).

import { BLOCK_ROWS, vectorBytes } from './wide-sums'
import { LANES, loadLanes } from './vectors'

/**
 * Writes the mean and the biased variance of each column.
 *
 * @param space `normSpace`: mean and Σ (x − mean)² in float64, then three sums of the block in float32
 */
export function columnMoments(x: usize, rows: i32, columns: i32, space: usize, mean: usize, variance: usize): void {
  const bytes = vectorBytes(columns)
  memory.fill(space, 0, bytes << 2)
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = min(BLOCK_ROWS, rows - from)
    const block = x + (<usize>from * <usize>columns << 2)
    blockMeans(block, count, columns, space + (bytes << 2))
    blockDeviations(block, count, columns, space + (bytes << 2), bytes)
    joinBlock(from, count, columns, space, bytes)
  }
  for (let column = 0; column < columns; column++) {
    const at = space + (<usize>column << 3)
    store<f32>(mean + (<usize>column << 2), <f32>load<f64>(at))
    store<f32>(variance + (<usize>column << 2), <f32>(load<f64>(at + (bytes << 1)) / <f64>rows))
  }
}

/** The mean of a block's columns: rounded, for what is left is measured from it. */
function blockMeans(block: usize, count: i32, columns: i32, means: usize): void {
  memory.fill(means, 0, vectorBytes(columns))
  const rowBytes = <usize>columns << 2
  let row = 0
  for (; row + 4 <= count; row += 4, block += rowBytes << 2) {
    for (let left = columns, at = block, to = means; left > 0; left -= LANES, at += 16, to += 16) {
      const first = f32x4.add(loadLanes(at, left), loadLanes(at + rowBytes, left))
      const second = f32x4.add(loadLanes(at + 2 * rowBytes, left), loadLanes(at + 3 * rowBytes, left))
      v128.store(to, f32x4.add(v128.load(to), f32x4.add(first, second)))
    }
  }
  for (; row < count; row++, block += rowBytes) {
    for (let left = columns, at = block, to = means; left > 0; left -= LANES, at += 16, to += 16)
      v128.store(to, f32x4.add(v128.load(to), loadLanes(at, left)))
  }
  const share = f32x4.splat(<f32>1 / <f32>count)
  for (let left = columns, to = means; left > 0; left -= LANES, to += 16)
    v128.store(to, f32x4.mul(v128.load(to), share))
}

/** Σ d and Σ d², d being what is left of a block's numbers: behind the means, `bytes` each. */
function blockDeviations(block: usize, count: i32, columns: i32, means: usize, bytes: usize): void {
  memory.fill(means + bytes, 0, bytes << 1)
  const rowBytes = <usize>columns << 2
  let row = 0
  for (; row + 4 <= count; row += 4, block += rowBytes << 2) {
    for (let left = columns, at = block, to = means; left > 0; left -= LANES, at += 16, to += 16) {
      const mean = v128.load(to)
      const a = f32x4.sub(loadLanes(at, left), mean)
      const b = f32x4.sub(loadLanes(at + rowBytes, left), mean)
      const c = f32x4.sub(loadLanes(at + 2 * rowBytes, left), mean)
      const d = f32x4.sub(loadLanes(at + 3 * rowBytes, left), mean)
      const sum = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
      const squares = f32x4.add(
        f32x4.relaxed_madd(a, a, f32x4.mul(b, b)),
        f32x4.relaxed_madd(c, c, f32x4.mul(d, d)),
      )
      v128.store(to + bytes, f32x4.add(v128.load(to + bytes), sum))
      v128.store(to + 2 * bytes, f32x4.add(v128.load(to + 2 * bytes), squares))
    }
  }
  for (; row < count; row++, block += rowBytes) {
    for (let left = columns, at = block, to = means; left > 0; left -= LANES, at += 16, to += 16) {
      const d = f32x4.sub(loadLanes(at, left), v128.load(to))
      v128.store(to + bytes, f32x4.add(v128.load(to + bytes), d))
      v128.store(to + 2 * bytes, f32x4.relaxed_madd(d, d, v128.load(to + 2 * bytes)))
    }
  }
}

/** Joins the moments of a block to those of the rows before: mean and Σ (x − mean)², float64. */
function joinBlock(before: i32, count: i32, columns: i32, space: usize, bytes: usize): void {
  const rows = <f64>count
  const share = rows / <f64>(before + count)
  for (let column = 0; column < columns; column++) {
    const wide = space + (<usize>column << 3)
    const sums = space + (bytes << 2) + (<usize>column << 2)
    const left = <f64>load<f32>(sums + bytes)
    const apart = <f64>load<f32>(sums) + left / rows - load<f64>(wide)
    // Of a constant column, rounding may leave less than nothing.
    const squares = max<f64>(<f64>load<f32>(sums + 2 * bytes) - (left * left) / rows, 0)
    store<f64>(wide, load<f64>(wide) + apart * share)
    store<f64>(wide + 2 * bytes, load<f64>(wide + 2 * bytes) + squares + apart * apart * share * <f64>before)
  }
}
