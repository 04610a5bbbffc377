// Sums of columns: blocks of rows first, so that sums stay short; sixteen columns at a time, a cache line of each row.

const BLOCK_ROWS: i32 = 256
const STRIP: i32 = 16

/** Sums of the columns of x, [rows × columns]. */
export function columnSums(x: usize, rows: i32, columns: i32, out: usize): void {
  const rowBytes = <usize>columns << 2
  memory.fill(out, 0, rowBytes)
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = min(rows - from, BLOCK_ROWS)
    let column = 0
    for (; column + STRIP <= columns; column += STRIP)
      addStrip(x + (<usize>column << 2), count, rowBytes, out + (<usize>column << 2))
    for (; column < columns; column++) addColumn(x + (<usize>column << 2), count, rowBytes, out + (<usize>column << 2))
    x += <usize>count * rowBytes
  }
}

@inline
function addStrip(at: usize, rows: i32, rowBytes: usize, out: usize): void {
  let a = f32x4.splat(0)
  let b = f32x4.splat(0)
  let c = f32x4.splat(0)
  let d = f32x4.splat(0)
  for (let left = rows; left > 0; left--) {
    a = f32x4.add(a, v128.load(at))
    b = f32x4.add(b, v128.load(at, 16))
    c = f32x4.add(c, v128.load(at, 32))
    d = f32x4.add(d, v128.load(at, 48))
    at += rowBytes
  }
  v128.store(out, f32x4.add(v128.load(out), a))
  v128.store(out, f32x4.add(v128.load(out, 16), b), 16)
  v128.store(out, f32x4.add(v128.load(out, 32), c), 32)
  v128.store(out, f32x4.add(v128.load(out, 48), d), 48)
}

@inline
function addColumn(at: usize, rows: i32, rowBytes: usize, out: usize): void {
  let sum: f32 = 0
  for (let left = rows; left > 0; left--) {
    sum += load<f32>(at)
    at += rowBytes
  }
  store<f32>(out, load<f32>(out) + sum)
}
