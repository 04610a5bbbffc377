import type { Kernel } from '../kernel/kernel.ts'
import {
  NODE32_BIAS,
  NODE32_BYTES,
  NODE32_CHILD,
  NODE32_COLUMN,
  NODE32_LIMIT,
  NODE64_BIAS,
  NODE64_BYTES,
  NODE64_CHILD,
  NODE64_COLUMN,
  NODE64_LIMIT,
  TREE_BYTES,
  TREE_CLASS,
  TREE_DEPTH,
  TREE_ROOT,
  TREE_SHALLOW,
} from '../kernel/layout/forest.ts'
import type { Forest, ForestTree } from './forest.ts'
import { floor32, key32, key64 } from './keys.ts'

/** Width of the keys: float32 where all columns are, else float64. */
export type KeyBits = 32 | 64

/** A forest in the kernel's memory, and the numbers of its leaves' slots. */
export interface LoadedForest {
  readonly bits: KeyBits
  /** Tree*, in order. */
  readonly trees: number
  /** Where each tree's nodes begin. [trees] */
  readonly roots: readonly number[]
  /** Slot of the first leaf of each tree, and the number of all. [trees + 1] */
  readonly firstSlots: Int32Array
}

/** Writes one node at an address. */
type WriteNode = (at: number, tree: ForestTree, node: number, child: number, slot: number) => void

/**
 * Writes a forest's nodes for keys of one width.
 *
 * @param columnBytes bytes between columns in a block of keys
 */
export function loadForest(kernel: Kernel, forest: Forest, bits: KeyBits, columnBytes: number): LoadedForest {
  const { trees } = forest
  const table = kernel.take(trees.length * TREE_BYTES)
  const firstSlots = new Int32Array(trees.length + 1)
  const nodeBytes = bits === 32 ? NODE32_BYTES : NODE64_BYTES
  const roots = trees.map((tree) => kernel.take(tree.children.length * nodeBytes))
  const view = new DataView(kernel.memory.buffer)
  const write = bits === 32 ? writer32(view, columnBytes) : writer64(view, columnBytes)
  trees.forEach((tree, t) => {
    writeTree(view, table + t * TREE_BYTES, tree, roots[t]!)
    firstSlots[t + 1] = writeNodes(write, tree, roots[t]!, nodeBytes, firstSlots[t]!)
  })
  return { bits, trees: table, roots, firstSlots }
}

function writeTree(view: DataView, at: number, tree: ForestTree, root: number): void {
  const [shallow, depth] = depthsOf(tree)
  view.setUint32(at + TREE_ROOT, root, true)
  view.setUint32(at + TREE_DEPTH, depth, true)
  view.setUint32(at + TREE_SHALLOW, shallow, true)
  view.setUint32(at + TREE_CLASS, tree.classIndex, true)
}

/** @returns the slot behind the tree's last leaf */
function writeNodes(
  write: WriteNode,
  tree: ForestTree,
  root: number,
  nodeBytes: number,
  slot: number,
): number {
  let next = slot
  tree.children.forEach((child, node) => {
    const at = root + node * nodeBytes
    write(at, tree, node, child === 0 ? at : root + child * nodeBytes, next)
    if (child === 0) next++
  })
  return next
}

function writer32(view: DataView, columnBytes: number): WriteNode {
  return (at, tree, node, child, slot) => {
    const isLeaf = tree.children[node] === 0
    const bias = tree.missingFirst[node]!
    const limit = tree.limits[node]!
    view.setUint32(at + NODE32_LIMIT, isLeaf ? 0xffffffff : limitKey32(limit) + bias, true)
    view.setUint32(at + NODE32_BIAS, isLeaf ? slot : bias, true)
    view.setUint32(at + NODE32_COLUMN, tree.inputs[node]! * columnBytes, true)
    view.setUint32(at + NODE32_CHILD, child, true)
  }
}

function writer64(view: DataView, columnBytes: number): WriteNode {
  return (at, tree, node, child, slot) => {
    const isLeaf = tree.children[node] === 0
    const bias = BigInt(tree.missingFirst[node]!)
    const limit = tree.limits[node]!
    view.setBigUint64(at + NODE64_LIMIT, isLeaf ? 0xffffffffffffffffn : limitKey64(limit) + bias, true)
    view.setBigUint64(at + NODE64_BIAS, isLeaf ? BigInt(slot) : bias, true)
    view.setUint32(at + NODE64_COLUMN, tree.inputs[node]! * columnBytes, true)
    view.setUint32(at + NODE64_CHILD, child, true)
  }
}

/** No number's key is as small as 0: to the first child go missing values or none. */
function limitKey32(limit: number): number {
  return Number.isNaN(limit) ? 0 : key32(floor32(limit))
}

function limitKey64(limit: number): bigint {
  return Number.isNaN(limit) ? 0n : key64(limit)
}

/** Steps to the nearest and to the farthest leaf. */
function depthsOf(tree: ForestTree): [shallow: number, deep: number] {
  const depths = new Int32Array(tree.children.length)
  const leaves: number[] = []
  tree.children.forEach((child, node) => {
    if (child > 0) depths.fill(depths[node]! + 1, child, child + 2)
    else leaves.push(depths[node]!)
  })
  return [leaves.reduce((a, b) => Math.min(a, b)), leaves.reduce((a, b) => Math.max(a, b))]
}
