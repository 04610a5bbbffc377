import {
  OP_MARK,
  OP_MOVE,
  PARTITION_BYTES,
  PARTITION_COUNT,
  PARTITION_MATRIX,
  PARTITION_SPLITS,
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
} from '../../kernel/layout.ts'
import { missingBin, placeRecord } from './grow-places.ts'
import type { Candidate, Grower, Rows } from './grower.ts'

/** Parts rows by a split, in their order, into the other of the two places. */
export function partRows(grower: Grower, from: Rows, split: Candidate): [left: Rows, right: Rows] {
  const { kernel, crew, space } = grower
  const place = from.place === 0 ? 1 : 0
  writeSplit(grower, from, split, place)
  const partition = kernel.u32(space.partition, PARTITION_BYTES / 4)
  partition[PARTITION_MATRIX / 4] = grower.matrix
  partition[PARTITION_SPLITS / 4] = space.split
  partition[PARTITION_COUNT / 4] = 1
  crew.perform(kernel, OP_MARK, space.partition)
  crew.perform(kernel, OP_MOVE, space.partition)
  const leftCount = kernel.u32(space.leftCounts, crew.parts).reduce((sum, count) => sum + count, 0)
  const left = rowsAt(grower, place, from.start, leftCount)
  return [left, rowsAt(grower, place, from.start + leftCount, from.count - leftCount)]
}

function rowsAt({ space }: Grower, place: 0 | 1, start: number, count: number): Rows {
  return { rows: space.rows[place] + start * 4, pairs: space.pairs[place] + start * 8, count, place, start }
}

function writeSplit(grower: Grower, from: Rows, split: Candidate, place: 0 | 1): void {
  const { kernel, space, bins } = grower
  const field = kernel.i32(space.split, SPLIT_BYTES / 4)
  field[SPLIT_ROWS / 4] = from.rows
  field[SPLIT_PAIRS / 4] = from.pairs
  field[SPLIT_COUNT / 4] = from.count
  field[SPLIT_TO_ROWS / 4] = space.rows[place] + from.start * 4
  field[SPLIT_TO_PAIRS / 4] = space.pairs[place] + from.start * 8
  field[SPLIT_PLACE / 4] = placeRecord(kernel, grower.matrix, split.feature)
  field[SPLIT_BIN / 4] = split.bin
  field[SPLIT_MISSING_BIN / 4] = missingBin(bins, split.feature)
  field[SPLIT_DEFAULT_LEFT / 4] = Number(split.isDefaultLeft)
  field[SPLIT_MARKS / 4] = space.marks
  field[SPLIT_LEFT_COUNTS / 4] = space.leftCounts
}
