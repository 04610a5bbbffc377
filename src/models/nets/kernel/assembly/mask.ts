// Dropout masks by a counter (layers/dropout.ts, `maskValues`): element i is dropped when
// mix(key + i · 0x9E3779B9) < limit, mix being the finaliser of MurmurHash3.
//
// Constants of a loop lie in a table in the work space: V8 builds a vector constant anew at every turn, and that takes
// longer than reading it.

const GOLDEN: i32 = 0x9e3779b9

// Places in the table.
const MULTIPLIER_1: usize = 0
const MULTIPLIER_2: usize = 4
const STEP: usize = 8
const LIMIT: usize = 12
const KEPT: usize = 16

/** Bytes of the table. */
export const MASK_BYTES: usize = 32

/** Writes the table of a mask. */
export function writeMask(table: usize, limit: u32, kept: f32): void {
  store<i32>(table, 0x85ebca6b, MULTIPLIER_1)
  store<i32>(table, 0xc2b2ae35, MULTIPLIER_2)
  store<i32>(table, 4 * GOLDEN, STEP)
  store<u32>(table, limit, LIMIT)
  store<f32>(table, kept, KEPT)
}

/** Counters of the elements 0 to 3. */
@inline
export function firstCounters(key: i32): v128 {
  return i32x4.add(i32x4.splat(key), i32x4(0, GOLDEN, 2 * GOLDEN, 3 * GOLDEN))
}

/** Counters of the four elements that follow. */
@inline
export function nextCounters(counters: v128, table: usize): v128 {
  return i32x4.add(counters, v128.load32_splat(table, STEP))
}

/** The factor of each element: 0 where it is dropped, else `kept`. */
@inline
export function factorsOf(counters: v128, table: usize): v128 {
  const isKept = i32x4.ge_u(mix(counters, table), v128.load32_splat(table, LIMIT))
  return v128.and(isKept, v128.load32_splat(table, KEPT))
}

@inline
function mix(word: v128, table: usize): v128 {
  let h = i32x4.mul(v128.xor(word, i32x4.shr_u(word, 16)), v128.load32_splat(table, MULTIPLIER_1))
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), v128.load32_splat(table, MULTIPLIER_2))
  return v128.xor(h, i32x4.shr_u(h, 16))
}
