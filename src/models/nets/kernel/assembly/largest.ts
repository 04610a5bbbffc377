// The largest number of a group: the first of equals; NaN counts as larger than any number. Four groups at a time have
// no branches, which random numbers would make the processor guess wrongly.

/** Where the largest of one group lies. */
@inline
export function largest(x: usize, count: i32): i32 {
  let best = 0
  let value = load<f32>(x)
  for (let i = 1; i < count; i++) {
    const other = load<f32>(x + (<usize>i << 2))
    if (value == value && !(other <= value)) {
      best = i
      value = other
    }
  }
  return best
}

/** The largest of each of four groups that lie one behind the other. */
@inline
export function largestOfFour(x: usize, size: i32): v128 {
  let value = inFour(x, size)
  for (let i = 1; i < size; i++) {
    const other = inFour(x + (<usize>i << 2), size)
    value = v128.bitselect(other, value, isLarger(other, value))
  }
  return value
}

/** Where they lie, each in its group. */
@inline
export function placesOfFour(x: usize, size: i32): v128 {
  let best = i32x4.splat(0)
  let value = inFour(x, size)
  for (let i = 1; i < size; i++) {
    const other = inFour(x + (<usize>i << 2), size)
    const takes = isLarger(other, value)
    value = v128.bitselect(other, value, takes)
    best = v128.bitselect(i32x4.splat(i), best, takes)
  }
  return best
}

/** The value is a number, and the other is larger or none. */
@inline
function isLarger(other: v128, value: v128): v128 {
  return v128.andnot(f32x4.eq(value, value), f32x4.le(other, value))
}

/** The same place of four groups. */
@inline
function inFour(x: usize, size: i32): v128 {
  const step = <usize>size << 2
  let value = v128.load32_zero(x)
  value = v128.load32_lane(x + step, value, 1)
  value = v128.load32_lane(x + 2 * step, value, 2)
  return v128.load32_lane(x + 3 * step, value, 3)
}
