// Products of matrices, blocked for the caches (Goto & van de Geijn 2008): a panel of the right side in the first,
// rows of the left side in the second.
//
// Each number of the result is the sum, in order, of blocks of `depthOf(k)` steps, each summed by fused
// multiply-adds. Neither depends on how many rows there are: one window gives the bits that it gives in a batch.

import { packColumns, packRows } from './pack'
import { TILE_COLUMNS, TILE_ROWS, tile } from './tile'

/** Steps of the inner dimension that are summed at a time, at most: a panel of them is 12 KiB. */
const DEPTH: i32 = 384

/** Numbers of the left side and of the result that stay in the second cache, about: 512 KiB. */
const BLOCK: i32 = 131_072

const PANEL_BYTES: usize = (<usize>DEPTH) << 5
const TILE_BYTES: usize = <usize>(TILE_ROWS * TILE_COLUMNS) << 2
const BIAS_BYTES: usize = <usize>TILE_COLUMNS << 2

/** Bytes of work space that a product needs. */
export function productSpace(): usize {
  return PANEL_BYTES + TILE_BYTES + BIAS_BYTES
}

/**
 * C = A · B + bias, negative numbers cut off if `isRelu`.
 *
 * @param aRow bytes from row to row of A, [m × k]; one of `aRow`, `aStep` is 4
 * @param aStep bytes from step to step of the inner dimension in A
 * @param bStep the same for B, [k × n]; one of `bStep`, `bColumn` is 4
 * @param bColumn bytes from column to column of B
 * @param bias [n], or 0 for none
 * @param c [m × n], row-major
 * @param space `productSpace()` bytes
 */
export function product(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  bColumn: usize,
  m: i32,
  k: i32,
  n: i32,
  bias: usize,
  isRelu: i32,
  c: usize,
  space: usize,
): void {
  const depth = depthOf(k)
  const height = max(1, BLOCK / (depth + n) / TILE_ROWS) * TILE_ROWS
  for (let from = 0; from < m; from += height) {
    const rows = min(height, m - from)
    const left = a + <usize>from * aRow
    const out = c + (<usize>from * <usize>n << 2)
    for (let step = 0; step < k; step += depth) {
      const steps = min(depth, k - step)
      const isLast = step + steps == k
      const at = left + <usize>step * aStep
      for (let column = 0; column < n; column += TILE_COLUMNS) {
        const columns = min(TILE_COLUMNS, n - column)
        const right = b + <usize>step * bStep + <usize>column * bColumn
        if (bColumn == 4) packRows(right, bStep, steps, columns, space)
        else packColumns(right, bColumn, steps, columns, space)
        const target = out + (<usize>column << 2)
        const isFirst = step == 0
        if (isFirst) takeBias(bias, column, columns, space)
        const base = isFirst ? space + PANEL_BYTES + TILE_BYTES : target
        const baseRow: usize = isFirst ? 0 : <usize>n << 2
        panel(at, aRow, aStep, rows, steps, columns, base, baseRow, target, n, isRelu & i32(isLast), space)
      }
    }
  }
}

/** The inner dimension, cut evenly. */
function depthOf(k: i32): i32 {
  const blocks = (k + DEPTH - 1) / DEPTH
  return (k + blocks - 1) / blocks
}

/** The bias of a panel's columns, zeros where there is none, so that it can be read whole. */
function takeBias(bias: usize, column: i32, columns: i32, space: usize): void {
  const to = space + PANEL_BYTES + TILE_BYTES
  for (let j = 0; j < TILE_COLUMNS; j++) {
    const value: f32 = bias && j < columns ? load<f32>(bias + (<usize>(column + j) << 2)) : 0
    store<f32>(to + (<usize>j << 2), value)
  }
}

/** All rows of a panel of columns. */
function panel(
  a: usize,
  aRow: usize,
  aStep: usize,
  rows: i32,
  steps: i32,
  columns: i32,
  base: usize,
  baseRow: usize,
  out: usize,
  n: i32,
  isRelu: i32,
  space: usize,
): void {
  const outRow = <usize>n << 2
  for (let row = 0; row < rows; row += TILE_ROWS) {
    const here = min(TILE_ROWS, rows - row)
    if (here == TILE_ROWS && columns == TILE_COLUMNS)
      tile(a, aRow, aStep, here, space, steps, base, baseRow, out, outRow, isRelu)
    else partialTile(a, aRow, aStep, here, steps, columns, base, baseRow, out, outRow, isRelu, space)
    a += aRow * TILE_ROWS
    base += baseRow * TILE_ROWS
    out += outRow * TILE_ROWS
  }
}

/** A tile that sticks out of the result: computed beside it, what belongs to it copied. */
function partialTile(
  a: usize,
  aRow: usize,
  aStep: usize,
  rows: i32,
  steps: i32,
  columns: i32,
  base: usize,
  baseRow: usize,
  out: usize,
  outRow: usize,
  isRelu: i32,
  space: usize,
): void {
  let aside = space + PANEL_BYTES
  memory.fill(aside, 0, TILE_BYTES)
  tile(a, aRow, aStep, rows, space, steps, aside, BIAS_BYTES, aside, BIAS_BYTES, 0)
  for (let i = 0; i < rows; i++) {
    for (let j: usize = 0; j < <usize>columns << 2; j += 4) {
      const value = load<f32>(base + j) + load<f32>(aside + j)
      store<f32>(out + j, isRelu ? max<f32>(value, 0) : value)
    }
    base += baseRow
    out += outRow
    aside += BIAS_BYTES
  }
}
