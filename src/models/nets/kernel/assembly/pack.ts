// Eight columns of a right side, copied into one run of memory that a tile reads step by step. Where fewer are left,
// others stand in for the missing: their results are never looked at.

import { transpose4 } from './transpose'
import { TILE_COLUMNS } from './tile'

/** Rows of B are steps, `bStep` bytes apart; columns lie side by side. */
export function packRows(b: usize, bStep: usize, depth: i32, columns: i32, panel: usize): void {
  const end = panel + ((<usize>depth) << 5)
  if (columns == 4) return packHalf(b, bStep, end, panel)
  if (columns < TILE_COLUMNS) return packFew(b, bStep, end, columns, panel)
  for (; panel < end; panel += 32, b += bStep) {
    v128.store(panel, v128.load(b))
    v128.store(panel, v128.load(b, 16), 16)
  }
}

/** The four columns stand in for the other four. */
function packHalf(b: usize, bStep: usize, end: usize, panel: usize): void {
  for (; panel < end; panel += 32, b += bStep) {
    const four = v128.load(b)
    v128.store(panel, four)
    v128.store(panel, four, 16)
  }
}

function packFew(b: usize, bStep: usize, end: usize, columns: i32, panel: usize): void {
  for (; panel < end; panel += 32, b += bStep) {
    for (let j = 0; j < TILE_COLUMNS; j++) {
      const column = min(j, columns - 1)
      store<f32>(panel + (<usize>j << 2), load<f32>(b + (<usize>column << 2)))
    }
  }
}

/** Rows of B are columns of the product, `bColumn` bytes apart; steps lie side by side. */
export function packColumns(b: usize, bColumn: usize, depth: i32, columns: i32, panel: usize): void {
  packFour(b, bColumn, depth, min(columns, 4), panel)
  const rest = columns > 4 ? columns - 4 : 1
  packFour(columns > 4 ? b + 4 * bColumn : b, bColumn, depth, rest, panel + 16)
}

function packFour(b: usize, bColumn: usize, depth: i32, columns: i32, panel: usize): void {
  let b0 = b
  let b1 = columns > 1 ? b0 + bColumn : b0
  let b2 = columns > 2 ? b1 + bColumn : b1
  let b3 = columns > 3 ? b2 + bColumn : b2
  const wholeEnd = b + ((<usize>depth & ~3) << 2)
  const end = b + ((<usize>depth) << 2)
  while (b0 < wholeEnd) {
    transpose4(v128.load(b0), v128.load(b1), v128.load(b2), v128.load(b3), panel, 32)
    b0 += 16
    b1 += 16
    b2 += 16
    b3 += 16
    panel += 128
  }
  while (b0 < end) {
    store<f32>(panel, load<f32>(b0))
    store<f32>(panel, load<f32>(b1), 4)
    store<f32>(panel, load<f32>(b2), 8)
    store<f32>(panel, load<f32>(b3), 12)
    b0 += 4
    b1 += 4
    b2 += 4
    b3 += 4
    panel += 32
  }
}
