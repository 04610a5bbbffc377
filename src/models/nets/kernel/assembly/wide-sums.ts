// Sums over rows, a column each, of a row-major matrix too long to sum in float32: blocks of rows are, and their
// sums are added in float64. A NaN stays in its column.

/** Rows summed in float32. */
export const BLOCK_ROWS: i32 = 64

/** Adds float32 sums to float64 sums. */
export function addToWide(sums: usize, columns: i32, wide: usize): void {
  for (let column = 0; column < columns; column++) {
    store<f64>(wide, load<f64>(wide) + <f64>load<f32>(sums))
    sums += 4
    wide += 8
  }
}

/** Bytes that so many float32 take, in whole vectors. */
@inline
export function vectorBytes(columns: i32): usize {
  return <usize>(columns + 3 & ~3) << 2
}
