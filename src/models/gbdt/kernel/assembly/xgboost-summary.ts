// Summaries of a weighted quantile sketch: sorted entries with bounds of their ranks. All sums are float32, as in
// the original: the cuts depend on their rounding.

import { ENTRY_BYTES, ENTRY_RMAX, ENTRY_RMIN, ENTRY_VALUE, ENTRY_WMIN } from '../layout/xgboost'

@inline
export function entryAt(summary: usize, index: i32): usize {
  return summary + <usize>index * ENTRY_BYTES
}

@inline
export function rminOf(entry: usize): f32 {
  return load<f32>(entry, ENTRY_RMIN)
}

@inline
export function rmaxOf(entry: usize): f32 {
  return load<f32>(entry, ENTRY_RMAX)
}

@inline
export function valueOf(entry: usize): f32 {
  return load<f32>(entry, ENTRY_VALUE)
}

/** Least weight of what is not larger than the entry. */
@inline
export function rminNext(entry: usize): f32 {
  return load<f32>(entry, ENTRY_RMIN) + load<f32>(entry, ENTRY_WMIN)
}

/** Greatest weight of what is smaller than the entry. */
@inline
export function rmaxPrev(entry: usize): f32 {
  return load<f32>(entry, ENTRY_RMAX) - load<f32>(entry, ENTRY_WMIN)
}

@inline
export function writeEntry(entry: usize, rmin: f32, rmax: f32, wmin: f32, value: f32): void {
  store<f32>(entry, rmin, ENTRY_RMIN)
  store<f32>(entry, rmax, ENTRY_RMAX)
  store<f32>(entry, wmin, ENTRY_WMIN)
  store<f32>(entry, value, ENTRY_VALUE)
}

function copyEntries(target: usize, source: usize, size: i32): void {
  memory.copy(target, source, <usize>size * ENTRY_BYTES)
}

/** Keeps at most `limit` entries, even in rank. @returns how many */
export function prune(source: usize, size: i32, limit: i32, target: usize): i32 {
  if (size <= limit) {
    copyEntries(target, source, size)
    return size
  }
  copyEntries(target, source, 1)
  if (limit == 1) return 1
  const last = size - 1
  const begin = rmaxOf(source)
  const range: f32 = rminOf(entryAt(source, last)) - begin
  const steps = limit - 1
  let kept = 1
  let taken = 0 // index of the entry kept last
  let i = 1
  for (let k = 1; k < steps; k++) {
    const rank2: f32 = 2 * ((<f32>k * range) / <f32>steps + begin)
    while (i < last && rank2 >= rmaxOf(entryAt(source, i + 1)) + rminOf(entryAt(source, i + 1))) i++
    if (i == last) break
    const isBelow = rank2 < rminNext(entryAt(source, i)) + rmaxPrev(entryAt(source, i + 1))
    const chosen = isBelow ? i : i + 1
    if (chosen == taken) continue
    copyEntries(entryAt(target, kept++), entryAt(source, chosen), 1)
    taken = chosen
  }
  if (taken != last) copyEntries(entryAt(target, kept++), entryAt(source, last), 1)
  return kept
}

/** Merges two summaries into a third place. @returns its size */
export function combine(a: usize, sizeA: i32, b: usize, sizeB: i32, target: usize): i32 {
  if (sizeA == 0 || sizeB == 0) {
    copyEntries(target, sizeA == 0 ? b : a, sizeA + sizeB)
    return sizeA + sizeB
  }
  const endA = entryAt(a, sizeA)
  const endB = entryAt(b, sizeB)
  const greatestA = rmaxOf(endA - ENTRY_BYTES)
  const greatestB = rmaxOf(endB - ENTRY_BYTES)
  let beforeA: f32 = 0
  let beforeB: f32 = 0
  let to = target
  while (a < endA && b < endB) {
    const valueA = valueOf(a)
    const valueB = valueOf(b)
    if (valueA == valueB) {
      writeEntry(
        to,
        rminOf(a) + rminOf(b),
        rmaxOf(a) + rmaxOf(b),
        load<f32>(a, ENTRY_WMIN) + load<f32>(b, ENTRY_WMIN),
        valueA,
      )
      beforeA = rminNext(a)
      beforeB = rminNext(b)
      a += ENTRY_BYTES
      b += ENTRY_BYTES
    } else if (valueA < valueB) {
      writeEntry(to, rminOf(a) + beforeB, rmaxOf(a) + rmaxPrev(b), load<f32>(a, ENTRY_WMIN), valueA)
      beforeA = rminNext(a)
      a += ENTRY_BYTES
    } else {
      writeEntry(to, rminOf(b) + beforeA, rmaxOf(b) + rmaxPrev(a), load<f32>(b, ENTRY_WMIN), valueB)
      beforeB = rminNext(b)
      b += ENTRY_BYTES
    }
    to += ENTRY_BYTES
  }
  for (; a < endA; a += ENTRY_BYTES, to += ENTRY_BYTES) {
    writeEntry(to, rminOf(a) + beforeB, rmaxOf(a) + greatestB, load<f32>(a, ENTRY_WMIN), valueOf(a))
  }
  for (; b < endB; b += ENTRY_BYTES, to += ENTRY_BYTES) {
    writeEntry(to, rminOf(b) + beforeA, rmaxOf(b) + greatestA, load<f32>(b, ENTRY_WMIN), valueOf(b))
  }
  const size = <i32>((to - target) / ENTRY_BYTES)
  mendRanks(target, size)
  return size
}

/** Ranks never fall, and the greatest is never below the least: rounding may have broken it. */
function mendRanks(summary: usize, size: i32): void {
  let rmin: f32 = 0
  let rmax: f32 = 0
  for (let i = 0; i < size; i++) {
    const entry = entryAt(summary, i)
    if (rminOf(entry) < rmin) store<f32>(entry, rmin, ENTRY_RMIN)
    else rmin = rminOf(entry)
    if (rmaxOf(entry) < rmax) store<f32>(entry, rmax, ENTRY_RMAX)
    const least = rminNext(entry)
    if (rmaxOf(entry) < least) store<f32>(entry, least, ENTRY_RMAX)
    rmax = rmaxOf(entry)
  }
}
