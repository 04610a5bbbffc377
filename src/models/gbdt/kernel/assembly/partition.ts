// Parting rows of split nodes, stable: first every part marks which of its rows go left and counts them, then
// every part moves its rows to where the counts say.

import {
  MATRIX_BINS,
  MATRIX_STRIDE,
  PARTITION_COUNT,
  PARTITION_MATRIX,
  PARTITION_SPLITS,
  PLACE_BYTE,
  PLACE_HIGH,
  PLACE_LOW,
  PLACE_OUTSIDE,
  PLACE_WIDE,
  SPLIT_BIN,
  SPLIT_BYTES,
  SPLIT_COUNT,
  SPLIT_DEFAULT_LEFT,
  SPLIT_LEFT_COUNTS,
  SPLIT_MARKS,
  SPLIT_MISSING_BIN,
  SPLIT_PAIRS,
  SPLIT_PLACE,
  SPLIT_ROWS,
  SPLIT_TO_PAIRS,
  SPLIT_TO_ROWS,
} from '../layout/training'
import { shareOf } from './share'

/** The feature's bin of the row that begins at `row`. */
@inline
export function binOf(row: usize, place: usize): i32 {
  const at = row + <usize>load<u32>(place, PLACE_BYTE)
  const stored: i32 = load<u32>(place, PLACE_WIDE) ? <i32>load<u16>(at) : <i32>load<u8>(at)
  const low = load<i32>(place, PLACE_LOW)
  return stored < low || stored > load<i32>(place, PLACE_HIGH) ? load<i32>(place, PLACE_OUTSIDE) : stored - low
}

/** Marks the rows of one part: 1 goes left. */
export function mark(partition: usize, part: i32, parts: i32): void {
  const matrix: usize = load<u32>(partition, PARTITION_MATRIX)
  const splits: i32 = load<u32>(partition, PARTITION_COUNT)
  for (let i = 0; i < splits; i++) {
    const split = <usize>load<u32>(partition, PARTITION_SPLITS) + <usize>i * SPLIT_BYTES
    const left = markSplit(matrix, split, part, parts)
    store<u32>(<usize>load<u32>(split, SPLIT_LEFT_COUNTS) + (<usize>part << 2), left)
  }
}

function markSplit(matrix: usize, split: usize, part: i32, parts: i32): i32 {
  const count: i32 = load<u32>(split, SPLIT_COUNT)
  const rows: usize = load<u32>(split, SPLIT_ROWS)
  const marks: usize = load<u32>(split, SPLIT_MARKS)
  const place: usize = load<u32>(split, SPLIT_PLACE)
  const bins: usize = load<u32>(matrix, MATRIX_BINS)
  const stride: usize = load<u32>(matrix, MATRIX_STRIDE)
  const bin = load<i32>(split, SPLIT_BIN)
  const missing = load<i32>(split, SPLIT_MISSING_BIN)
  const missingLeft: i32 = load<u32>(split, SPLIT_DEFAULT_LEFT)
  const to = shareOf(count, part + 1, parts)
  let left = 0
  for (let i = shareOf(count, part, parts); i < to; i++) {
    const own = binOf(bins + <usize>load<u32>(rows + (<usize>i << 2)) * stride, place)
    const goesLeft = select<i32>(missingLeft, i32(own <= bin), own === missing)
    store<u8>(marks + i, <u8>goesLeft)
    left += goesLeft
  }
  return left
}

/** Moves the rows of one part, and their gradients with them. */
export function move(partition: usize, part: i32, parts: i32): void {
  const splits: i32 = load<u32>(partition, PARTITION_COUNT)
  for (let i = 0; i < splits; i++) {
    moveSplit(<usize>load<u32>(partition, PARTITION_SPLITS) + <usize>i * SPLIT_BYTES, part, parts)
  }
}

function moveSplit(split: usize, part: i32, parts: i32): void {
  const count: i32 = load<u32>(split, SPLIT_COUNT)
  const counts: usize = load<u32>(split, SPLIT_LEFT_COUNTS)
  const from = shareOf(count, part, parts)
  const to = shareOf(count, part + 1, parts)
  let leftBefore = 0
  let leftTotal = 0
  for (let p = 0; p < parts; p++) {
    const own: i32 = load<u32>(counts + (<usize>p << 2))
    if (p < part) leftBefore += own
    leftTotal += own
  }
  const right = leftTotal + from - leftBefore
  moveRows(split, from, to, leftBefore, right)
}

function moveRows(split: usize, from: i32, to: i32, firstLeft: i32, firstRight: i32): void {
  const rows: usize = load<u32>(split, SPLIT_ROWS)
  const pairs: usize = load<u32>(split, SPLIT_PAIRS)
  const toRows: usize = load<u32>(split, SPLIT_TO_ROWS)
  const toPairs: usize = load<u32>(split, SPLIT_TO_PAIRS)
  const marks: usize = load<u32>(split, SPLIT_MARKS)
  let left = firstLeft
  let right = firstRight
  for (let i = from; i < to; i++) {
    const goesLeft: i32 = load<u8>(marks + i)
    const target = select<i32>(left, right, goesLeft)
    store<u32>(toRows + (<usize>target << 2), load<u32>(rows + (<usize>i << 2)))
    store<u64>(toPairs + (<usize>target << 3), load<u64>(pairs + (<usize>i << 3)))
    left += goesLeft
    right += 1 - goesLeft
  }
}
