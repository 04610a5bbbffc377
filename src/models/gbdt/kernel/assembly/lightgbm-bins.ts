// LightGBM's bins: sorting a sample of float32 values, and finding the bin of each value.

const DIGIT_BITS: u32 = 11
const DIGITS: u32 = 1 << DIGIT_BITS

/**
 * Sorts float32 (no NaN) ascending: radix sort, three passes of eleven bits.
 *
 * @param scratch as long as the values
 * @param counts  u32*, 2048 of them
 */
export function sortFloats(values: usize, count: i32, scratch: usize, counts: usize): void {
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 2
    store<u32>(values + at, toKey(load<u32>(values + at)))
  }
  sortByDigit(values, scratch, count, 0, counts)
  sortByDigit(scratch, values, count, DIGIT_BITS, counts)
  sortByDigit(values, scratch, count, DIGIT_BITS * 2, counts)
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 2
    store<u32>(values + at, fromKey(load<u32>(scratch + at)))
  }
}

/** Bits whose unsigned order is the order of the floats. */
@inline
function toKey(bits: u32): u32 {
  return bits ^ (<u32>((<i32>bits) >> 31) | 0x80000000)
}

@inline
function fromKey(key: u32): u32 {
  return key ^ (((key >> 31) - 1) | 0x80000000)
}

/** Moves keys in the order of one digit, stable. */
function sortByDigit(from: usize, to: usize, count: i32, shift: u32, counts: usize): void {
  memory.fill(counts, 0, (<usize>DIGITS) << 2)
  for (let i = 0; i < count; i++) {
    const counter = counts + counterOffset(load<u32>(from + ((<usize>i) << 2)), shift)
    store<u32>(counter, load<u32>(counter) + 1)
  }
  let before: u32 = 0
  for (let digit: u32 = 0; digit < DIGITS; digit++) {
    const counter = counts + ((<usize>digit) << 2)
    const own = load<u32>(counter)
    store<u32>(counter, before)
    before += own
  }
  for (let i = 0; i < count; i++) {
    const key = load<u32>(from + ((<usize>i) << 2))
    const counter = counts + counterOffset(key, shift)
    const place = load<u32>(counter)
    store<u32>(counter, place + 1)
    store<u32>(to + ((<usize>place) << 2), key)
  }
}

@inline
function counterOffset(key: u32, shift: u32): usize {
  return (<usize>((key >> shift) & (DIGITS - 1))) << 2
}

/**
 * Writes the bins of a block of values into rows of bins.
 *
 * @param values      f64* if `isDouble`, else f32*
 * @param boundCount  a power of two; the bin of x is the number of bounds < x
 * @param omitted     bin that is not written; −1: none
 * @param base        what is written is base + bin
 * @param target      where the column of bins begins in the first row
 */
export function binLightgbm(
  values: usize,
  isDouble: i32,
  count: i32,
  bounds: usize,
  boundCount: i32,
  missingBin: i32,
  omitted: i32,
  base: i32,
  target: usize,
  stride: usize,
  isWide: i32,
): void {
  for (let i = 0; i < count; i++) {
    const value = isDouble ? load<f64>(values + ((<usize>i) << 3)) : <f64>load<f32>(values + ((<usize>i) << 2))
    const bin = value !== value ? missingBin : lowerBound(bounds, boundCount, value)
    if (bin !== omitted) {
      const at = target + (<usize>i) * stride
      if (isWide) store<u16>(at, <u16>(base + bin))
      else store<u8>(at, <u8>(base + bin))
    }
  }
}

/** Number of bounds below the value. */
@inline
function lowerBound(bounds: usize, boundCount: i32, value: f64): i32 {
  let at = bounds
  for (let step: usize = ((<usize>boundCount) >> 1) << 3; step >= 8; step >>= 1) {
    at += select<usize>(step, 0, load<f64>(at + step - 8) < value)
  }
  return <i32>((at - bounds) >> 3)
}
