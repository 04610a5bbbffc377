// The input queue of a sketch: (value, weight) pairs that are sorted and merged into a summary when it is full.
// A pair is eight bytes: the value's key below (unsigned integers in the order of the floats), the weight above. −0 has
// the key of 0, but a weight with a minus: which of the two stands for both depends on their order.

import { ENTRY_BYTES } from '../layout/xgboost'
import { sortPairs } from './standard-sort'
import { writeEntry } from './xgboost-summary'

const RADIX_BITS = 11
const RADIX_SIZE = 1 << RADIX_BITS
const RADIX_MASK = RADIX_SIZE - 1
const PASSES = 3

/** Bytes of the counters that sorting needs. */
export const COUNTERS_BYTES = PASSES * RADIX_SIZE * 4

/** Unsigned integers in the order of the floats; −0 counts as 0. */
@inline
export function keyOf(value: f32): u32 {
  const bits = reinterpret<u32>(value + <f32>0)
  return bits ^ (<u32>(<i32>bits >> 31) | 0x80000000)
}

@inline
function floatOf(key: u32): f32 {
  return reinterpret<f32>(key ^ (<u32>(~(<i32>key) >> 31) | 0x80000000))
}

@inline
export function writePair(pair: usize, value: f32, weight: f32): void {
  const isMinusZero = reinterpret<u32>(value) == 0x80000000
  store<u32>(pair, keyOf(value))
  store<f32>(pair, isMinusZero ? -weight : weight, 4)
}

/** Adds to the weight of a pair. */
@inline
export function addWeight(pair: usize, weight: f32): void {
  const before = load<f32>(pair, 4)
  store<f32>(pair, copysign<f32>(abs<f32>(before) + weight, before), 4)
}

@inline
function weightOf(pair: usize): f32 {
  return abs<f32>(load<f32>(pair, 4))
}

@inline
function valueOf(pair: usize): f32 {
  const value = floatOf(load<u32>(pair))
  return value == 0 ? copysign<f32>(value, load<f32>(pair, 4)) : value
}

/**
 * Sorts a queue and merges equal values.
 *
 * Which of two equal values comes first decides how their weights are rounded, so where weights differ the order
 * must be the one that the original's unstable sort leaves.
 *
 * @param spare room for as many pairs
 * @param target room for as many entries
 * @returns size of the summary
 */
export function summarise(queue: usize, size: i32, spare: usize, counters: usize, target: usize): i32 {
  radixSort(queue, size, spare, target, counters)
  if (hasUnevenTies(spare, size)) {
    sortPairs(queue, size)
    return mergeSorted(queue, size, target)
  }
  return mergeSorted(spare, size, target)
}

function mergeSorted(pairs: usize, size: i32, target: usize): i32 {
  const end = pairs + (<usize>size << 3)
  let to = target
  let sum: f32 = 0
  for (let pair = pairs; pair < end; ) {
    const value = valueOf(pair)
    let weight = weightOf(pair)
    pair += 8
    for (; pair < end && floatOf(load<u32>(pair)) == value; pair += 8) weight += weightOf(pair)
    writeEntry(to, sum, sum + weight, weight, value)
    sum += weight
    to += ENTRY_BYTES
  }
  return <i32>((to - target) / ENTRY_BYTES)
}

function hasUnevenTies(pairs: usize, size: i32): bool {
  const end = pairs + (<usize>(size - 1) << 3)
  for (let pair = pairs; pair < end; pair += 8) {
    if (load<u32>(pair) == load<u32>(pair, 8) && load<f32>(pair, 4) != load<f32>(pair, 12)) return true
  }
  return false
}

/** Stable, by key: from the queue, which stays as it is, over `spare` and `target` to `spare`. */
function radixSort(queue: usize, size: i32, spare: usize, target: usize, counters: usize): void {
  memory.fill(counters, 0, COUNTERS_BYTES)
  for (let i = 0; i < size; i++) {
    const key = load<u32>(queue + (<usize>i << 3))
    for (let pass = 0; pass < PASSES; pass++) {
      const counter = counterOf(counters, pass, key)
      store<u32>(counter, load<u32>(counter) + 1)
    }
  }
  for (let pass = 0; pass < PASSES; pass++) accumulate(counters + <usize>pass * RADIX_SIZE * 4)
  scatter(queue, size, spare, counters, 0)
  scatter(spare, size, target, counters, 1)
  scatter(target, size, spare, counters, 2)
}

function scatter(from: usize, size: i32, to: usize, counters: usize, pass: i32): void {
  for (let i = 0; i < size; i++) {
    const pair = load<u64>(from + (<usize>i << 3))
    const counter = counterOf(counters, pass, <u32>pair)
    const place = load<u32>(counter)
    store<u32>(counter, place + 1)
    store<u64>(to + (<usize>place << 3), pair)
  }
}

@inline
function counterOf(counters: usize, pass: i32, key: u32): usize {
  const digit = (key >> (pass * RADIX_BITS)) & RADIX_MASK
  return counters + (<usize>(pass * RADIX_SIZE + digit) << 2)
}

/** Counts to first places. */
function accumulate(counters: usize): void {
  let sum: u32 = 0
  for (let i = 0; i < RADIX_SIZE; i++) {
    const counter = counters + (<usize>i << 2)
    const count = load<u32>(counter)
    store<u32>(counter, sum)
    sum += count
  }
}
