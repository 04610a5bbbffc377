// Where attention keeps what it computes for one series and head. Matrices of tokens × tokens are padded to whole
// tiles, so that tiles are written whole; all of it stays in the first cache.

import { EXP_TABLE_BYTES, writeExpTable } from './exp'

/** Tokens, padded to whole panels of columns. */
@inline
function paddedColumns(tokens: i32): usize {
  return (<usize>tokens + 7) & ~7
}

/** Tokens, padded to whole rows of tiles. */
@inline
function paddedRows(tokens: i32): usize {
  return <usize>((tokens + 5) / 6) * 6
}

/** Bytes from row to row of a matrix. */
@inline
export function matrixRow(tokens: i32): usize {
  return paddedColumns(tokens) << 2
}

@inline
function matrixBytes(tokens: i32): usize {
  return paddedRows(tokens) * matrixRow(tokens)
}

/** Powers of e of the scores, and the gradients of the scores. */
@inline
export function powersAt(space: usize): usize {
  return space
}

@inline
export function gradientsAt(space: usize, tokens: i32): usize {
  return space + matrixBytes(tokens)
}

/** A panel of eight columns, as many steps as there are tokens or numbers in a head. */
@inline
export function panelAt(space: usize, tokens: i32): usize {
  return gradientsAt(space, tokens) + matrixBytes(tokens)
}

@inline
function panelBytes(tokens: i32, depth: i32): usize {
  return <usize>max(tokens, depth) << 5
}

/** Eight columns of a result. */
@inline
export function columnsAt(space: usize, tokens: i32, depth: i32): usize {
  return panelAt(space, tokens) + panelBytes(tokens, depth)
}

/** One number a row: what the row's result is multiplied by. */
@inline
export function factorsAt(space: usize, tokens: i32, depth: i32): usize {
  return columnsAt(space, tokens, depth) + (paddedRows(tokens) << 5)
}

/** A panel's row of zeros. */
@inline
export function zerosAt(space: usize, tokens: i32, depth: i32): usize {
  return factorsAt(space, tokens, depth) + (paddedRows(tokens) << 2)
}

/** The factor of scores, and that of no change. */
@inline
export function scaleAt(space: usize, tokens: i32, depth: i32): usize {
  return zerosAt(space, tokens, depth) + 32
}

@inline
export function oneAt(space: usize, tokens: i32, depth: i32): usize {
  return scaleAt(space, tokens, depth) + 4
}

@inline
export function expTableAt(space: usize, tokens: i32, depth: i32): usize {
  return scaleAt(space, tokens, depth) + 16
}

/** [tokens × depth] */
@inline
export function scaledAt(space: usize, tokens: i32, depth: i32): usize {
  return expTableAt(space, tokens, depth) + EXP_TABLE_BYTES
}

/** Writes the constants. */
export function prepareSpace(space: usize, tokens: i32, depth: i32): void {
  memory.fill(zerosAt(space, tokens, depth), 0, 32)
  store<f32>(scaleAt(space, tokens, depth), <f32>(1 / sqrt(<f64>depth)))
  store<f32>(oneAt(space, tokens, depth), 1)
  writeExpTable(expTableAt(space, tokens, depth))
}

/** Bytes of work space that attention needs. */
export function attentionSpace(tokens: i32, depth: i32): usize {
  return scaledAt(0, tokens, depth) + (<usize>(tokens * depth) << 2)
}
