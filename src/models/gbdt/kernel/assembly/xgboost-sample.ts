// Row sampling as the original does it: one coin a row, from a congruential generator.

const MULTIPLIER: u64 = 16807
const MASK: u64 = (1 << 63) - 1
const RANGE: f64 = 9223372036854775808.0 // 2^63

/**
 * Copies (gradient, hessian) pairs; a row that is dropped gets (0, 0).
 *
 *   x ← 16807 · x mod 2^63, kept iff (x − 1) / 2^63 < share
 *
 * @param seed 0 counts as 1
 */
export function xgboostSample(pairs: usize, to: usize, rows: i32, seed: u32, share: f64): void {
  let x: u64 = seed == 0 ? 1 : seed
  for (let row = 0; row < rows; row++) {
    x = (x * MULTIPLIER) & MASK
    const isKept = <f64>(x - 1) / RANGE < share
    store<u64>(to + ((<usize>row) << 3), isKept ? load<u64>(pairs + ((<usize>row) << 3)) : 0)
  }
}
