// The two products of attention: token by token (scores), and mixtures of tokens.

import { columnsAt, matrixRow, panelAt, zerosAt } from './attention-space'
import { packColumns, packRows } from './pack'
import { TILE_COLUMNS, TILE_ROWS, tile } from './tile'

/** out = A · Bᵀ, [tokens × tokens], padded; rows of A and B are the tokens of one head, `aRow`, `bRow` bytes apart. */
export function dots(
  a: usize,
  aRow: usize,
  b: usize,
  bRow: usize,
  tokens: i32,
  depth: i32,
  out: usize,
  space: usize,
): void {
  const panel = panelAt(space, tokens)
  const zeros = zerosAt(space, tokens, depth)
  const outRow = matrixRow(tokens)
  for (let column = 0; column < tokens; column += TILE_COLUMNS) {
    packColumns(b + <usize>column * bRow, bRow, depth, min(TILE_COLUMNS, tokens - column), panel)
    const to = out + (<usize>column << 2)
    for (let row = 0; row < tokens; row += TILE_ROWS) {
      const rows = min(TILE_ROWS, tokens - row)
      tile(a + <usize>row * aRow, aRow, 4, rows, panel, depth, zeros, 0, to + <usize>row * outRow, outRow, 0)
    }
  }
}

/**
 * out = (A · B) ∘ factors, [tokens × depth]; A is [tokens × tokens], its rows `aRow` and its steps `aStep` bytes
 * apart; a factor a row, `factorStep` bytes apart.
 */
export function mix(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bRow: usize,
  tokens: i32,
  depth: i32,
  factors: usize,
  factorStep: usize,
  out: usize,
  outRow: usize,
  space: usize,
): void {
  const panel = panelAt(space, tokens)
  const zeros = zerosAt(space, tokens, depth)
  const columns = columnsAt(space, tokens, depth)
  for (let column = 0; column < depth; column += TILE_COLUMNS) {
    const width = min(TILE_COLUMNS, depth - column)
    packRows(b + (<usize>column << 2), bRow, tokens, width, panel)
    for (let row = 0; row < tokens; row += TILE_ROWS) {
      const rows = min(TILE_ROWS, tokens - row)
      tile(a + <usize>row * aRow, aRow, aStep, rows, panel, tokens, zeros, 0, columns + (<usize>row << 5), 32, 0)
    }
    putScaled(columns, factors, factorStep, tokens, width, out + (<usize>column << 2), outRow)
  }
}

function putScaled(
  columns: usize,
  factors: usize,
  factorStep: usize,
  tokens: i32,
  width: i32,
  out: usize,
  outRow: usize,
): void {
  const whole = <usize>(width & ~3) << 2
  const end = <usize>width << 2
  for (let row = 0; row < tokens; row++) {
    const factor = load<f32>(factors)
    const factor4 = f32x4.splat(factor)
    let at: usize = 0
    for (; at < whole; at += 16) v128.store(out + at, f32x4.mul(v128.load(columns + at), factor4))
    for (; at < end; at += 4) store<f32>(out + at, load<f32>(columns + at) * factor)
    columns += 32
    factors += factorStep
    out += outRow
  }
}
