// The order that `std::sort` of GCC's library leaves (introsort: median of three, then insertion). It is not stable,
// and sums over equal keys depend on the order, so the same steps are taken here. Pairs are eight bytes, the u32 key
// below.

/** Ranges up to this size are left to the insertion sort. */
const THRESHOLD = 16

@inline
function pairAt(pairs: usize, index: i32): usize {
  return pairs + (<usize>index << 3)
}

@inline
function isLess(a: usize, b: usize): bool {
  return load<u32>(a) < load<u32>(b)
}

@inline
function swap(a: usize, b: usize): void {
  const kept = load<u64>(a)
  store<u64>(a, load<u64>(b))
  store<u64>(b, kept)
}

/** Sorts pairs by key. */
export function sortPairs(pairs: usize, size: i32): void {
  if (size < 2) return
  partitionDeep(pairs, 0, size, 2 * (31 - clz(size)))
  const guarded = min(size, THRESHOLD)
  for (let i = 1; i < guarded; i++) insert(pairs, i)
  for (let i = guarded; i < size; i++) insertUnguarded(pairs, i)
}

function partitionDeep(pairs: usize, first: i32, end: i32, depth: i32): void {
  while (end - first > THRESHOLD) {
    if (depth == 0) {
      heapSort(pairAt(pairs, first), end - first)
      return
    }
    depth--
    const cut = partitionPivot(pairs, first, end)
    partitionDeep(pairs, cut, end, depth)
    end = cut
  }
}

function partitionPivot(pairs: usize, first: i32, end: i32): i32 {
  const pivot = pairAt(pairs, first)
  medianToFirst(pivot, pairAt(pairs, first + 1), pairAt(pairs, first + ((end - first) >> 1)), pairAt(pairs, end - 1))
  let low = pairAt(pairs, first + 1)
  let high = pairAt(pairs, end)
  while (true) {
    while (isLess(low, pivot)) low += 8
    high -= 8
    while (isLess(pivot, high)) high -= 8
    if (low >= high) return <i32>((low - pairs) >> 3)
    swap(low, high)
    low += 8
  }
}

function medianToFirst(first: usize, a: usize, b: usize, c: usize): void {
  if (isLess(a, b)) {
    if (isLess(b, c)) swap(first, b)
    else if (isLess(a, c)) swap(first, c)
    else swap(first, a)
  } else if (isLess(a, c)) swap(first, a)
  else if (isLess(b, c)) swap(first, c)
  else swap(first, b)
}

function insert(pairs: usize, index: i32): void {
  const own = load<u64>(pairAt(pairs, index))
  if (<u32>own < load<u32>(pairs)) {
    memory.copy(pairs + 8, pairs, <usize>index << 3)
    store<u64>(pairs, own)
  } else insertUnguarded(pairs, index)
}

/** Something that is not larger stands before. */
function insertUnguarded(pairs: usize, index: i32): void {
  let place = pairAt(pairs, index)
  const own = load<u64>(place)
  for (; <u32>own < load<u32>(place - 8); place -= 8) store<u64>(place, load<u64>(place - 8))
  store<u64>(place, own)
}

/** For the rare input that defeats the median of three. */
function heapSort(pairs: usize, size: i32): void {
  for (let parent = (size - 2) >> 1; parent >= 0; parent--) {
    sift(pairs, parent, size, load<u64>(pairAt(pairs, parent)))
  }
  for (let last = size - 1; last > 0; last--) {
    const own = load<u64>(pairAt(pairs, last))
    store<u64>(pairAt(pairs, last), load<u64>(pairs))
    sift(pairs, 0, last, own)
  }
}

/** Lets the hole sink to the bottom by the larger child, then raises the value from there. */
function sift(pairs: usize, top: i32, size: i32, own: u64): void {
  let hole = top
  let child = top
  while (child < (size - 1) >> 1) {
    child = 2 * (child + 1)
    if (isLess(pairAt(pairs, child), pairAt(pairs, child - 1))) child--
    store<u64>(pairAt(pairs, hole), load<u64>(pairAt(pairs, child)))
    hole = child
  }
  if ((size & 1) == 0 && child == (size - 2) >> 1) {
    child = 2 * child + 1
    store<u64>(pairAt(pairs, hole), load<u64>(pairAt(pairs, child)))
    hole = child
  }
  for (let parent = (hole - 1) >> 1; hole > top; parent = (hole - 1) >> 1) {
    if (load<u32>(pairAt(pairs, parent)) >= <u32>own) break
    store<u64>(pairAt(pairs, hole), load<u64>(pairAt(pairs, parent)))
    hole = parent
  }
  store<u64>(pairAt(pairs, hole), own)
}
