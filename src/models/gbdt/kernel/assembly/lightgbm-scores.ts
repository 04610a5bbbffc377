// Scores raised by a new tree: rows that it was grown on are known leaf by leaf, others find their leaf by bins.

import { MATRIX_BINS, MATRIX_STRIDE } from '../layout/training'
import {
  FORK_BIN,
  FORK_BYTES,
  FORK_DEFAULT_LEFT,
  FORK_LEFT,
  FORK_MISSING_BIN,
  FORK_PLACE,
  FORK_RIGHT,
  LEAF_BYTES,
  LEAF_COUNT,
  LEAF_ROWS,
  LEAF_VALUE,
  RAISE_COUNT,
  RAISE_LEAVES,
  RAISE_SCORES,
  WALK_COUNT,
  WALK_FORKS,
  WALK_MATRIX,
  WALK_ROWS,
  WALK_SCORES,
  WALK_VALUES,
} from '../layout/lightgbm'
import { binOf } from './partition'
import { shareOf } from './share'

/** One part's share of a Raise record: a range of each leaf's rows. */
export function raiseScores(raise: usize, part: i32, parts: i32): void {
  const leaves: i32 = load<u32>(raise, RAISE_COUNT)
  const scores: usize = load<u32>(raise, RAISE_SCORES)
  for (let i = 0; i < leaves; i++) {
    const leaf = <usize>load<u32>(raise, RAISE_LEAVES) + <usize>i * LEAF_BYTES
    const rows: usize = load<u32>(leaf, LEAF_ROWS)
    const value = load<f64>(leaf, LEAF_VALUE)
    const count: i32 = load<u32>(leaf, LEAF_COUNT)
    const to = shareOf(count, part + 1, parts)
    for (let j = shareOf(count, part, parts); j < to; j++) {
      const score = scores + (<usize>load<u32>(rows + (<usize>j << 2)) << 3)
      store<f64>(score, load<f64>(score) + value)
    }
  }
}

/** One part's share of a Walk record: a range of its rows. */
export function walkTree(walk: usize, part: i32, parts: i32): void {
  const matrix: usize = load<u32>(walk, WALK_MATRIX)
  const bins: usize = load<u32>(matrix, MATRIX_BINS)
  const stride: usize = load<u32>(matrix, MATRIX_STRIDE)
  const forks: usize = load<u32>(walk, WALK_FORKS)
  const values: usize = load<u32>(walk, WALK_VALUES)
  const rows: usize = load<u32>(walk, WALK_ROWS)
  const scores: usize = load<u32>(walk, WALK_SCORES)
  const count: i32 = load<u32>(walk, WALK_COUNT)
  const to = shareOf(count, part + 1, parts)
  for (let i = shareOf(count, part, parts); i < to; i++) {
    const row: usize = rows ? <usize>load<u32>(rows + (<usize>i << 2)) : i
    const leaf = leafOf(forks, bins + row * stride)
    const score = scores + (row << 3)
    store<f64>(score, load<f64>(score) + load<f64>(values + (<usize>leaf << 3)))
  }
}

/** Leaf of a row of bins. */
@inline
function leafOf(forks: usize, row: usize): i32 {
  let at: i32 = 0
  do {
    const fork = forks + <usize>at * FORK_BYTES
    const bin = binOf(row, load<u32>(fork, FORK_PLACE))
    const isLeft = select<i32>(
      load<i32>(fork, FORK_DEFAULT_LEFT),
      i32(bin <= load<i32>(fork, FORK_BIN)),
      bin === load<i32>(fork, FORK_MISSING_BIN),
    )
    at = isLeft ? load<i32>(fork, FORK_LEFT) : load<i32>(fork, FORK_RIGHT)
  } while (at >= 0)
  return ~at
}
