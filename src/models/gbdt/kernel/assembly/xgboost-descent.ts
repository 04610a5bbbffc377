// Rows of an evaluation set walk down a new tree. Four at a time: each step waits for two loads, and other rows fill
// the pause.

import {
  DESCENT_CLASSES,
  DESCENT_DEPTH,
  DESCENT_MARGINS,
  DESCENT_ROOT,
  DESCENT_ROWS,
  FORK_COLUMN,
  FORK_CONDITION,
  FORK_LEFT,
  FORK_MISSING,
  FORK_RIGHT,
  FORK_VALUE,
} from '../layout/xgboost'
import { shareOf } from './share'

/** One part's share of a Descent record: a range of rows. */
export function descend(record: usize, part: i32, parts: i32): void {
  const rows: i32 = load<u32>(record, DESCENT_ROWS)
  const root: usize = load<u32>(record, DESCENT_ROOT)
  const depth: i32 = load<u32>(record, DESCENT_DEPTH)
  const to = shareOf(rows, part + 1, parts)
  let row = shareOf(rows, part, parts)
  for (; row + 4 <= to; row += 4) {
    let a = root
    let b = root
    let c = root
    let d = root
    for (let step = 0; step < depth; step++) {
      a = next(a, row)
      b = next(b, row + 1)
      c = next(c, row + 2)
      d = next(d, row + 3)
    }
    raise(record, row, a)
    raise(record, row + 1, b)
    raise(record, row + 2, c)
    raise(record, row + 3, d)
  }
  for (; row < to; row++) {
    let fork = root
    for (let step = 0; step < depth; step++) fork = next(fork, row)
    raise(record, row, fork)
  }
}

@inline
function next(fork: usize, row: i32): usize {
  const value = load<f32>(<usize>load<u32>(fork, FORK_COLUMN) + (<usize>row << 2))
  const isLeft = value < load<f32>(fork, FORK_CONDITION)
  const known = select<u32>(load<u32>(fork, FORK_LEFT), load<u32>(fork, FORK_RIGHT), isLeft)
  return select<u32>(known, load<u32>(fork, FORK_MISSING), value == value)
}

@inline
function raise(record: usize, row: i32, leaf: usize): void {
  const margins: usize = load<u32>(record, DESCENT_MARGINS)
  const margin = margins + (<usize>row * load<u32>(record, DESCENT_CLASSES) << 2)
  store<f32>(margin, load<f32>(margin) + load<f32>(leaf, FORK_VALUE))
}
