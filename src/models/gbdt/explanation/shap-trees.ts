import type { Kernel } from '../kernel/kernel.ts'
import {
  SHAP_NODE_CHILD,
  SHAP_NODE_EARLIER,
  SHAP_NODE_FEATURE,
  SHAP_NODE_VALUE,
  SHAP_NODE_VECTORS,
  SHAP_TREE_BYTES,
  SHAP_TREE_CLASS,
  SHAP_TREE_COUNT_NODES,
  SHAP_TREE_KEYS,
  SHAP_TREE_NODES,
  SHAP_TREE_OFF,
  SHAP_TREE_POINTS,
} from '../kernel/layout/forest.ts'
import type { Forest, ForestTree } from '../prediction/forest.ts'
import { type Paths, pathsOf } from './paths.ts'
import { gaussLegendre, type Quadrature } from './quadrature.ts'

/** Trees as TreeSHAP walks them, in the kernel's memory. */
interface ShapTrees {
  /** ShapTree*, in order. */
  readonly address: number
  /** Of the largest tree: nodes, and bytes of its vectors. */
  readonly nodesMost: number
  readonly stateBytesMost: number
  /** Mean of the trees over the training data, by class. */
  readonly expected: Float64Array
}

/** A rule and the address of what features that are off gain. */
interface Rule extends Quadrature {
  readonly off: number
}

/** @param roots where the trees' nodes with keys begin */
export function loadShapTrees(kernel: Kernel, forest: Forest, roots: readonly number[]): ShapTrees {
  const { trees } = forest
  const address = kernel.take(trees.length * SHAP_TREE_BYTES)
  const table = kernel.u32(address, (trees.length * SHAP_TREE_BYTES) / 4)
  const ruleOf = ruleBook(kernel)
  const expected = new Float64Array(forest.classes)
  let nodesMost = 1
  let stateBytesMost = 0
  trees.forEach((tree, t) => {
    const paths = pathsOf(forest, tree)
    const rule = ruleOf(paths.featuresMost)
    const points = rule.points.length
    const record = table.subarray((t * SHAP_TREE_BYTES) / 4)
    record[SHAP_TREE_NODES / 4] = writeNodes(kernel, tree, paths, rule)
    record[SHAP_TREE_COUNT_NODES / 4] = tree.children.length
    record[SHAP_TREE_KEYS / 4] = roots[t]!
    record[SHAP_TREE_CLASS / 4] = tree.classIndex * (forest.featureCount + 1) * 8
    record[SHAP_TREE_POINTS / 4] = points
    record[SHAP_TREE_OFF / 4] = rule.off
    nodesMost = Math.max(nodesMost, tree.children.length)
    stateBytesMost = Math.max(stateBytesMost, tree.children.length * points * 8)
    expected[tree.classIndex]! += meanOf(tree, paths)
  })
  return { address, nodesMost, stateBytesMost, expected }
}

/** Rules by the number of features that meet on a path: the integrand has one degree less. */
function ruleBook(kernel: Kernel): (features: number) => Rule {
  const rules = new Map<number, Rule>()
  return (features) => {
    // The kernel takes points two at a time.
    const points = Math.max(2, 2 * Math.ceil(features / 4))
    const known = rules.get(points) ?? makeRule(kernel, points)
    rules.set(points, known)
    return known
  }
}

function makeRule(kernel: Kernel, count: number): Rule {
  const rule = gaussLegendre(count)
  const off = kernel.take(count * 8)
  kernel.f64(off, count).set(rule.weights.map((weight, k) => -weight / (1 - rule.points[k]!)))
  return { ...rule, off }
}

/** @returns the address of the nodes */
function writeNodes(kernel: Kernel, tree: ForestTree, paths: Paths, rule: Rule): number {
  const bytes = SHAP_NODE_VECTORS + rule.points.length * 4 * 8
  const address = kernel.take(tree.children.length * bytes)
  tree.children.forEach((child, node) => {
    const at = address + node * bytes
    const head = kernel.u32(at, SHAP_NODE_VECTORS / 4)
    head[SHAP_NODE_CHILD / 4] = child
    head[SHAP_NODE_FEATURE / 4] = Math.max(0, paths.features[node]!) * 8
    head[SHAP_NODE_EARLIER / 4] = paths.earlier[node]!
    kernel.f64(at + SHAP_NODE_VALUE, 1)[0] = tree.values[node]!
    writeVectors(kernel.f64(at + SHAP_NODE_VECTORS, rule.points.length * 4), paths, node, rule)
  })
  return address
}

/**
 * What an edge multiplies the path's product by, and what it gives its feature, at the points t with weights w:
 * a feature's factor is t + (1 − t)·z while it is on and (1 − t)·z when it is off, its gain w·(o − z) ÷ factor.
 */
function writeVectors(vectors: Float64Array, paths: Paths, node: number, { points, weights }: Rule): void {
  const n = points.length
  const share = paths.featureShares[node]!
  const above = paths.earlier[node]!
  points.forEach((t, k) => {
    const on = t + (1 - t) * share
    const before = above === 0 ? 1 : t + (1 - t) * paths.featureShares[above]!
    vectors[k] = on / before
    vectors[n + k] = ((1 - t) * share) / before
    vectors[2 * n + k] = paths.shares[node]!
    vectors[3 * n + k] = (weights[k]! * (1 - share)) / on
  })
}

/** Mean of the leaves, each by the share of the training data that reaches it. */
function meanOf(tree: ForestTree, paths: Paths): number {
  let mean = 0
  tree.children.forEach((child, node) => {
    if (child === 0) mean += tree.values[node]! * paths.reach[node]!
  })
  return mean
}
