import { QtError } from '../../../core/error.ts'
import type { ForestTree } from './forest.ts'

/** A library's tree, asked node by node. Numbers of nodes are the library's. */
interface TreeSource {
  readonly classIndex: number
  readonly root: number
  /** Nodes and leaves together; more are never visited. */
  readonly nodeCount: number
  coverOf(node: number): number
  /** Absent for a leaf. */
  splitOf(node: number): Split | undefined
  leafOf(node: number): Leaf
}

/** To `first` iff x ≤ limit. */
export interface Split {
  readonly first: number
  readonly second: number
  readonly input: number
  readonly limit: number
  readonly missingFirst: boolean
}

export interface Leaf {
  readonly value: number
  readonly label: number
}

/**
 * A tree with its nodes renumbered breadth-first, so that siblings lie side by side.
 *
 * @throws QtError `data` when nodes are their own descendants
 */
export function flatten(source: TreeSource): ForestTree {
  const order = [source.root]
  const tree = emptyTree(source)
  for (let i = 0; i < order.length; i++) {
    const node = order[i]!
    tree.covers[i] = source.coverOf(node)
    const split = source.splitOf(node)
    if (split) {
      writeSplit(tree, i, split, order.length)
      order.push(split.first, split.second)
    } else writeLeaf(tree, i, source.leafOf(node))
    if (order.length > source.nodeCount)
      throw new QtError('data', `a tree's node ${node} has children twice over`)
  }
  return trimmed(tree, order.length)
}

/** Without nodes that nothing leads to: files keep pruned ones. */
function trimmed(tree: ForestTree, count: number): ForestTree {
  return {
    classIndex: tree.classIndex,
    children: tree.children.subarray(0, count),
    inputs: tree.inputs.subarray(0, count),
    limits: tree.limits.subarray(0, count),
    missingFirst: tree.missingFirst.subarray(0, count),
    values: tree.values.subarray(0, count),
    labels: tree.labels.subarray(0, count),
    covers: tree.covers.subarray(0, count),
  }
}

function emptyTree({ classIndex, nodeCount }: TreeSource): ForestTree {
  return {
    classIndex,
    children: new Int32Array(nodeCount),
    inputs: new Int32Array(nodeCount),
    limits: new Float64Array(nodeCount),
    missingFirst: new Uint8Array(nodeCount),
    values: new Float64Array(nodeCount),
    labels: new Int32Array(nodeCount),
    covers: new Float64Array(nodeCount),
  }
}

function writeSplit(tree: ForestTree, at: number, split: Split, children: number): void {
  tree.children[at] = children
  tree.inputs[at] = split.input
  tree.limits[at] = split.limit
  tree.missingFirst[at] = split.missingFirst ? 1 : 0
}

function writeLeaf(tree: ForestTree, at: number, leaf: Leaf): void {
  tree.values[at] = leaf.value
  tree.labels[at] = leaf.label
}
