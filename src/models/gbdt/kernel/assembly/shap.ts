// TreeSHAP as an integral. The Shapley value of a feature with the game "product over the features of a path" is
//   φᵢ = Σ over leaves: value · (oᵢ − zᵢ) · ∫₀¹ Π over j ≠ i: (t·oⱼ + (1 − t)·zⱼ) dt
// with o = 1 where the row itself takes the path's turns (feature "on") and z the share of the training data that
// does. The integrand is a polynomial, so a few points of Gauss and Legendre give it exactly, and one pass down
// (products) and one up (sums of leaves) give all features: nodes · points steps, not leaves · depth².

import {
  NODE32_BYTES,
  NODE64_BYTES,
  SHAP_BLOCK,
  SHAP_NODE_CHILD,
  SHAP_NODE_EARLIER,
  SHAP_NODE_FEATURE,
  SHAP_NODE_VALUE,
  SHAP_NODE_VECTORS,
  SHAP_ON,
  SHAP_OUTPUT,
  SHAP_ROWS,
  SHAP_STATE,
  SHAP_TREE_BYTES,
  SHAP_TREE_CLASS,
  SHAP_TREE_COUNT,
  SHAP_TREE_COUNT_NODES,
  SHAP_TREE_KEYS,
  SHAP_TREE_NODES,
  SHAP_TREE_OFF,
  SHAP_TREE_POINTS,
  SHAP_TREES,
  SHAP_WIDTH,
} from '../layout/forest'
import { goesSecond } from './predict'

/** Adds the Shapley values of all trees. Keys f32. */
export function explainNarrow(shap: usize): void {
  explainTrees<u32>(shap)
}

/** Keys f64. */
export function explainWide(shap: usize): void {
  explainTrees<u64>(shap)
}

function explainTrees<K>(shap: usize): void {
  const trees: i32 = load<i32>(shap, SHAP_TREE_COUNT)
  const rows: i32 = load<i32>(shap, SHAP_ROWS)
  const width: usize = load<u32>(shap, SHAP_WIDTH)
  for (let t = 0; t < trees; t++) {
    const tree = <usize>load<u32>(shap, SHAP_TREES) + <usize>t * SHAP_TREE_BYTES
    const output: usize = <usize>load<u32>(shap, SHAP_OUTPUT) + load<u32>(tree, SHAP_TREE_CLASS)
    for (let row = 0; row < rows; row++) {
      const keys = <usize>load<u32>(shap, SHAP_BLOCK) + <usize>row * sizeof<K>()
      goDown<K>(tree, load<u32>(shap, SHAP_STATE), load<u32>(shap, SHAP_ON), keys)
      goUp(tree, load<u32>(shap, SHAP_STATE), load<u32>(shap, SHAP_ON), output + <usize>row * width)
    }
  }
}

/** Products of the path's factors, at each point, for every node; leaves times their value. */
function goDown<K>(tree: usize, state: usize, on: usize, keys: usize): void {
  const count: i32 = load<i32>(tree, SHAP_TREE_COUNT_NODES)
  const vector = <usize>load<u32>(tree, SHAP_TREE_POINTS) << 3
  const bytes: usize = SHAP_NODE_VECTORS + (vector << 2)
  const nodes: usize = load<u32>(tree, SHAP_TREE_NODES)
  const keyBytes: usize = sizeof<K>() == 4 ? NODE32_BYTES : NODE64_BYTES
  for (let at = state; at < state + vector; at += 16) v128.store(at, f64x2.splat(1))
  store<u32>(on, 1)
  let keyNode: usize = load<u32>(tree, SHAP_TREE_KEYS)
  let node = nodes
  let product = state
  for (let i = 0; i < count; i++, node += bytes, product += vector, keyNode += keyBytes) {
    const child: usize = load<u32>(node, SHAP_NODE_CHILD)
    if (child) {
      const second = goesSecond<K>(keyNode, keys, 0)
      const first = nodes + child * bytes
      const to = state + child * vector
      enter(first, on, child, 1 - second, product, to, vector)
      enter(first + bytes, on, child + 1, second, product, to + vector, vector)
    } else {
      const value = f64x2.splat(load<f64>(node, SHAP_NODE_VALUE))
      for (let at = product; at < product + vector; at += 16) v128.store(at, f64x2.mul(v128.load(at), value))
    }
  }
}

/** One edge down. `taken`: the row goes this way. */
@inline
function enter(node: usize, on: usize, index: usize, taken: u32, from: usize, to: usize, vector: usize): void {
  const wasOn = load<u32>(on + (<usize>load<u32>(node, SHAP_NODE_EARLIER) << 2))
  const isOn = wasOn & taken
  store<u32>(on + (index << 2), isOn)
  const factors = node + SHAP_NODE_VECTORS + <usize>(2 - wasOn - isOn) * vector
  for (let at: usize = 0; at < vector; at += 16) {
    v128.store(to + at, f64x2.mul(v128.load(from + at), v128.load(factors + at)))
  }
}

/** Sums of the leaves below each node; each edge gives its feature what it gains over the edge above it. */
function goUp(tree: usize, state: usize, on: usize, output: usize): void {
  const count: i32 = load<i32>(tree, SHAP_TREE_COUNT_NODES)
  const vector = <usize>load<u32>(tree, SHAP_TREE_POINTS) << 3
  const bytes: usize = SHAP_NODE_VECTORS + (vector << 2)
  const nodes: usize = load<u32>(tree, SHAP_TREE_NODES)
  const off: usize = load<u32>(tree, SHAP_TREE_OFF)
  for (let i: usize = count - 1; i > 0; i--) {
    const node = nodes + i * bytes
    const sums = state + i * vector
    const child: usize = load<u32>(node, SHAP_NODE_CHILD)
    if (child) addVectors(state + child * vector, sums, vector)
    const earlier: usize = load<u32>(node, SHAP_NODE_EARLIER)
    const gains = gainsOf(node, load<u32>(on + (i << 2)), off, vector)
    const without = gainsOf(nodes + earlier * bytes, load<u32>(on + (earlier << 2)), off, vector)
    let total = f64x2.splat(0)
    for (let at: usize = 0; at < vector; at += 16) {
      const gain = f64x2.sub(v128.load(gains + at), v128.load(without + at))
      total = f64x2.add(total, f64x2.mul(v128.load(sums + at), gain))
    }
    const feature = output + load<u32>(node, SHAP_NODE_FEATURE)
    store<f64>(feature, load<f64>(feature) + (f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)))
  }
}

@inline
function gainsOf(node: usize, isOn: u32, off: usize, vector: usize): usize {
  return isOn ? node + SHAP_NODE_VECTORS + 3 * vector : off
}

/** Two siblings' sums become their parent's. */
@inline
function addVectors(siblings: usize, to: usize, vector: usize): void {
  for (let at: usize = 0; at < vector; at += 16) {
    v128.store(to + at, f64x2.add(v128.load(siblings + at), v128.load(siblings + vector + at)))
  }
}
