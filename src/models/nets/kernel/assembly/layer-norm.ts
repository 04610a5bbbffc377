// Layer normalisation: each row by its own mean and biased variance. With x̂ = (x − mean) / σ, n columns, g = dy · gain:
//
//   dOffset = Σ dy      dGain = Σ dy · x̂      dx = (g − Σ g / n − x̂ · Σ g x̂ / n) / σ

import { addToWide, BLOCK_ROWS, vectorBytes } from './wide-sums'
import { sumOf } from './lanes'
import { LANES, loadLanes, storeLanes } from './vectors'

/** out = x̂ · gain + offset. */
export function layerNorm(
  x: usize, rows: i32, columns: i32, gain: usize, offset: usize, epsilon: f32, out: usize,
): void {
  const rowBytes = <usize>columns << 2
  for (let row = 0; row < rows; row++, x += rowBytes, out += rowBytes) {
    const mean = f32x4.splat(meanOf(x, columns))
    const inverse = f32x4.splat(inverseOf(x, columns, mean, epsilon))
    for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
      const scaled = f32x4.mul(f32x4.sub(loadLanes(x + at, left), mean), inverse)
      storeLanes(out + at, left, f32x4.relaxed_madd(scaled, loadLanes(gain + at, left), loadLanes(offset + at, left)))
    }
  }
}

/** dx, dGain and dOffset. */
export function layerNormGradient(
  x: usize, dy: usize, rows: i32, columns: i32, gain: usize, epsilon: f32,
  space: usize, dx: usize, dGain: usize, dOffset: usize,
): void {
  const bytes = vectorBytes(columns)
  const sums = space + (bytes << 2)
  const rowBytes = <usize>columns << 2
  memory.fill(space, 0, bytes * 6)
  for (let row = 0; row < rows; row++, x += rowBytes, dy += rowBytes, dx += rowBytes) {
    rowGradient(x, dy, columns, gain, epsilon, sums, bytes, dx)
    if ((row + 1) % BLOCK_ROWS && row + 1 < rows) continue
    addToWide(sums, columns, space)
    addToWide(sums + bytes, columns, space + (bytes << 1))
    memory.fill(sums, 0, bytes << 1)
  }
  for (let column = 0; column < columns; column++) {
    store<f32>(dOffset + (<usize>column << 2), <f32>load<f64>(space + (<usize>column << 3)))
    store<f32>(dGain + (<usize>column << 2), <f32>load<f64>(space + (bytes << 1) + (<usize>column << 3)))
  }
}

/** dx of a row; its dy and dy · x̂ are added to the sums. */
function rowGradient(
  x: usize, dy: usize, columns: i32, gain: usize, epsilon: f32, sums: usize, bytes: usize, dx: usize,
): void {
  const mean = f32x4.splat(meanOf(x, columns))
  const inverse = f32x4.splat(inverseOf(x, columns, mean, epsilon))
  let sum = f32x4.splat(0)
  let aligned = f32x4.splat(0)
  for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
    const gradient = loadLanes(dy + at, left)
    const scaled = f32x4.mul(f32x4.sub(loadLanes(x + at, left), mean), inverse)
    const g = f32x4.mul(gradient, loadLanes(gain + at, left))
    sum = f32x4.add(sum, g)
    aligned = f32x4.relaxed_madd(g, scaled, aligned)
    v128.store(sums + at, f32x4.add(v128.load(sums + at), gradient))
    v128.store(sums + bytes + at, f32x4.relaxed_madd(gradient, scaled, v128.load(sums + bytes + at)))
  }
  const meanGradient = f32x4.splat(sumOf(sum) / <f32>columns)
  const meanAligned = f32x4.splat(sumOf(aligned) / <f32>columns)
  for (let left = columns, at: usize = 0; left > 0; left -= LANES, at += 16) {
    const scaled = f32x4.mul(f32x4.sub(loadLanes(x + at, left), mean), inverse)
    const g = f32x4.sub(f32x4.mul(loadLanes(dy + at, left), loadLanes(gain + at, left)), meanGradient)
    storeLanes(dx + at, left, f32x4.mul(f32x4.sub(g, f32x4.mul(scaled, meanAligned)), inverse))
  }
}

function meanOf(x: usize, columns: i32): f32 {
  let sum = f32x4.splat(0)
  for (let left = columns; left > 0; left -= LANES, x += 16) sum = f32x4.add(sum, loadLanes(x, left))
  return sumOf(sum) / <f32>columns
}

/** 1 / σ. */
function inverseOf(x: usize, columns: i32, mean: v128, epsilon: f32): f32 {
  let sum = f32x4.splat(0)
  const wholeEnd = x + (<usize>(columns & ~3) << 2)
  for (; x < wholeEnd; x += 16) {
    const d = f32x4.sub(v128.load(x), mean)
    sum = f32x4.relaxed_madd(d, d, sum)
  }
  let squares = sumOf(sum)
  for (let left = columns & 3; left > 0; left--, x += 4) {
    const d = load<f32>(x) - f32x4.extract_lane(mean, 0)
    squares += d * d
  }
  return 1 / Mathf.sqrt(squares / <f32>columns + epsilon)
}
