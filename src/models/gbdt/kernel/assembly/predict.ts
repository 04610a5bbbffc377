// Walking rows down the trees. Eight rows go down a tree at a time: each step waits for two loads, and eight
// independent ones keep the processor busy meanwhile. No branch depends on the data.

import {
  NODE32_BYTES,
  NODE64_BYTES,
  TREE_BYTES,
  TREE_CLASS,
  TREE_DEPTH,
  TREE_ROOT,
  TREE_SHALLOW,
  WALK_BLOCK,
  WALK_FROM,
  WALK_OUTPUT,
  WALK_ROWS,
  WALK_TO,
  WALK_TREES,
  WALK_VALUES,
  WALK_WIDTH,
} from '../layout/forest'

/** Adds the leaf values of each tree, in order, to the sums of its class. Keys f32, sums f32. */
export function addFloat32(walk: usize): void {
  walkTrees<u32, f32>(walk)
}

/** Keys f32, sums f64. */
export function addNarrowFloat64(walk: usize): void {
  walkTrees<u32, f64>(walk)
}

/** Keys f64, sums f64. */
export function addWideFloat64(walk: usize): void {
  walkTrees<u64, f64>(walk)
}

/** Number of the leaf that each row falls into, a column a tree. Keys f32. */
export function tellNarrowLeaves(walk: usize): void {
  walkTrees<u32, u32>(walk)
}

/** Keys f64. */
export function tellWideLeaves(walk: usize): void {
  walkTrees<u64, u32>(walk)
}

function walkTrees<K, V>(walk: usize): void {
  const from: i32 = load<i32>(walk, WALK_FROM)
  const to: i32 = load<i32>(walk, WALK_TO)
  const rows: i32 = load<i32>(walk, WALK_ROWS)
  const eights = rows & ~7
  for (let t = from; t < to; t++) {
    const tree = <usize>load<u32>(walk, WALK_TREES) + <usize>t * TREE_BYTES
    const column: usize = isInteger<V>() ? t - from : load<u32>(tree, TREE_CLASS)
    const output: usize = <usize>load<u32>(walk, WALK_OUTPUT) + column * sizeof<V>()
    for (let row = 0; row < eights; row += 8) walkEight<K, V>(walk, tree, row, output)
    for (let row = eights; row < rows; row++) walkOne<K, V>(walk, tree, row, output)
  }
}

/** 1 if the row whose place in column 0 is `keys`, `lane` rows on, goes to the node's second child. */
@inline
export function goesSecond<K>(node: usize, keys: usize, lane: usize): u32 {
  const key: K = load<K>(keys + load<u32>(node, 2 * sizeof<K>()) + lane * sizeof<K>())
  return <u32>(<K>(key + load<K>(node, sizeof<K>())) > load<K>(node))
}

/** One step down. */
@inline
function step<K>(node: usize, keys: usize, lane: usize): usize {
  const second: usize = goesSecond<K>(node, keys, lane)
  const bytes: usize = sizeof<K>() == 4 ? NODE32_BYTES : NODE64_BYTES
  return <usize>load<u32>(node, 2 * sizeof<K>() + 4) + second * bytes
}

/** A row has come to a leaf. */
@inline
function land<K, V>(leaf: usize, values: usize, at: usize): void {
  const value: V = load<V>(values + <usize>load<K>(leaf, sizeof<K>()) * sizeof<V>())
  if (isInteger<V>()) store<V>(at, value)
  else store<V>(at, load<V>(at) + value)
}

function walkOne<K, V>(walk: usize, tree: usize, row: i32, output: usize): void {
  const keys = <usize>load<u32>(walk, WALK_BLOCK) + <usize>row * sizeof<K>()
  let node: usize = load<u32>(tree, TREE_ROOT)
  for (let left: i32 = load<i32>(tree, TREE_DEPTH); left > 0; left--) node = step<K>(node, keys, 0)
  const stride: usize = <usize>load<u32>(walk, WALK_WIDTH) * sizeof<V>()
  land<K, V>(node, load<u32>(walk, WALK_VALUES), output + <usize>row * stride)
}

function walkEight<K, V>(walk: usize, tree: usize, row: i32, output: usize): void {
  const keys = <usize>load<u32>(walk, WALK_BLOCK) + <usize>row * sizeof<K>()
  const depth: i32 = load<i32>(tree, TREE_DEPTH)
  const shallow: i32 = load<i32>(tree, TREE_SHALLOW)
  let a: usize = load<u32>(tree, TREE_ROOT)
  let b = a
  let c = a
  let d = a
  let e = a
  let f = a
  let g = a
  let h = a
  for (let done = 0; done < depth; done++) {
    const before = a + b + c + d + e + f + g + h
    a = step<K>(a, keys, 0)
    b = step<K>(b, keys, 1)
    c = step<K>(c, keys, 2)
    d = step<K>(d, keys, 3)
    e = step<K>(e, keys, 4)
    f = step<K>(f, keys, 5)
    g = step<K>(g, keys, 6)
    h = step<K>(h, keys, 7)
    // Children lie behind their parents, so the sum stands still only when all eight stand still.
    if (done >= shallow && a + b + c + d + e + f + g + h == before) break
  }
  const values: usize = load<u32>(walk, WALK_VALUES)
  const stride: usize = <usize>load<u32>(walk, WALK_WIDTH) * sizeof<V>()
  let at = output + <usize>row * stride
  land<K, V>(a, values, at)
  land<K, V>(b, values, (at += stride))
  land<K, V>(c, values, (at += stride))
  land<K, V>(d, values, (at += stride))
  land<K, V>(e, values, (at += stride))
  land<K, V>(f, values, (at += stride))
  land<K, V>(g, values, (at += stride))
  land<K, V>(h, values, (at += stride))
}
