// Vectors at the end of a row, where fewer than four numbers are left.

/** Numbers in a vector. */
export const LANES: i32 = 4

/** The next numbers of a row; lanes beyond its end are 0. `left` is how many it still has, at least 1. */
@inline
export function loadLanes(at: usize, left: i32): v128 {
  return left >= LANES ? v128.load(at) : loadPart(at, left)
}

/** Stores the lanes that belong to the row. */
@inline
export function storeLanes(at: usize, left: i32, value: v128): void {
  if (left >= LANES) v128.store(at, value)
  else storePart(at, left, value)
}

function loadPart(at: usize, left: i32): v128 {
  let value = v128.load32_zero(at)
  if (left > 1) value = v128.load32_lane(at, value, 1, 4)
  if (left > 2) value = v128.load32_lane(at, value, 2, 8)
  return value
}

function storePart(at: usize, left: i32, value: v128): void {
  v128.store32_lane(at, value, 0)
  if (left > 1) v128.store32_lane(at, value, 1, 4)
  if (left > 2) v128.store32_lane(at, value, 2, 8)
}
