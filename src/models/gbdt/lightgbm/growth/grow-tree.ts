/**
 * Growing one tree, leaf-wise (src/treelearner/serial_tree_learner.cpp): the leaf whose best split gains most is
 * split, until there are enough leaves or no split gains anything. After each split both sides look for theirs.
 */

import { QtError } from '../../../../core/error.ts'
import type { GradientSums } from '../../growth/gradient-sums.ts'
import type { RowRange } from '../../growth/row-range.ts'
import type { Split } from '../../growth/split.ts'
import { isBetter } from '../../growth/split-search.ts'
import type { Grower } from './grower.ts'
import { leafOutput, withoutEpsilon } from './leaf-output.ts'
import type { LeafSpace } from './leaf-space.ts'
import { TreeBuilder } from './tree-builder.ts'

/** A split as the bins see it: `feature` counts features in use. */
export type BinSplit = Pick<Split, 'feature' | 'bin' | 'isDefaultLeft'>

/** A tree, and where its rows ended up. */
export interface GrownTree {
  readonly builder: TreeBuilder
  /** In the order made: split i makes inner node i and leaf i + 1. */
  readonly splits: readonly BinSplit[]
  /** Rows of each leaf. */
  readonly leafRows: readonly RowRange[]
}

/** A leaf of the growing tree. */
interface Leaf {
  readonly rows: RowRange
  readonly sums: GradientSums
  readonly depth: number
  /** Its own, until it is split or known never to be. */
  space?: LeafSpace | undefined
  /** Its best split; hessians are those of the search: ε too large. */
  best?: Split | undefined
}

/** Grows a tree on rows with their gradients. */
export function growTree(grower: Grower, rows: RowRange, sums: GradientSums): GrownTree {
  const { params } = grower
  const output = leafOutput(sums, params)
  const builder = new TreeBuilder({ output, weight: sums.hessian, count: rows.count })
  const leaves: Leaf[] = [{ rows, sums, depth: 0 }]
  const splits: BinSplit[] = []
  grower.masks.beginTree()
  searchRoot(grower, leaves[0]!)
  while (leaves.length < params.numLeaves) {
    const number = bestLeaf(leaves)
    if (number < 0) break
    splits.push(splitLeaf(grower, builder, leaves, number))
    // The last pair has no use for its splits.
    if (leaves.length < params.numLeaves) searchPair(grower, leaves[number]!, leaves.at(-1)!)
  }
  for (const leaf of leaves) release(grower, leaf)
  return { builder, splits, leafRows: leaves.map((leaf) => leaf.rows) }
}

/** Number of the leaf whose split gains most; ties: the lower feature, then the lower leaf. −1: none gains. */
function bestLeaf(leaves: readonly Leaf[]): number {
  let best = -1
  for (const [number, { best: own }] of leaves.entries()) {
    if (!own || !(own.gain > 0)) continue
    if (best < 0 || isBetter(own, leaves[best]!.best!)) best = number
  }
  return best
}

/** The leaf becomes the left side, the right side is added behind the others. */
function splitLeaf(grower: Grower, builder: TreeBuilder, leaves: Leaf[], number: number): BinSplit {
  const { params, bins } = grower
  const leaf = leaves[number]!
  const best = leaf.best!
  const [leftRows, rightRows] = grower.partitioner.part([{ range: leaf.rows, split: best }])[0]!
  refuseEmpty(leftRows, rightRows)
  const depth = leaf.depth + 1
  const left: Leaf = { rows: leftRows, sums: withoutEpsilon(best.left), depth, space: leaf.space }
  const right: Leaf = { rows: rightRows, sums: withoutEpsilon(best.right), depth }
  const feature = bins.used[best.feature]!
  const mapper = bins.mappers[feature]!
  builder.split({
    leaf: number,
    feature,
    threshold: mapper.bounds[best.bin]!,
    decisionType: decisionType(mapper.missing, best.isDefaultLeft),
    gain: best.gain + params.minGainToSplit,
    left: sideOf(left, leafOutput(best.left, params)),
    right: sideOf(right, leafOutput(best.right, params)),
  })
  leaves[number] = left
  leaves.push(right)
  return best
}

/** Counts in the search are estimates, so that it may have been wrong; the original gives up too. */
function refuseEmpty(...sides: readonly RowRange[]): void {
  if (sides.every((side) => side.count > 0)) return
  throw new QtError(
    'refused',
    'LightGBM chose a split that leaves one side without rows',
    'raise minDataInLeaf or minSumHessianInLeaf',
  )
}

function decisionType(missing: number, isDefaultLeft: boolean): number {
  return (missing << 2) | (isDefaultLeft ? 2 : 0)
}

function sideOf(leaf: Leaf, output: number) {
  return { output: Number.isNaN(output) ? 0 : output, weight: leaf.sums.hessian, count: leaf.rows.count }
}

function canSplit(grower: Grower, ...leaves: readonly Leaf[]): boolean {
  const { maxDepth, minDataInLeaf } = grower.params
  if (maxDepth > 0 && leaves[0]!.depth >= maxDepth) return false
  return leaves.some((leaf) => leaf.rows.count >= 2 * minDataInLeaf)
}

function searchRoot(grower: Grower, root: Leaf): void {
  if (!canSplit(grower, root)) return
  root.space = grower.spaces.take()
  grower.kernel.u8(root.space.splittable, grower.bins.used.length).fill(1)
  searchLeaves(grower, root)
}

/** The side with fewer rows (the right one if equal) counts its rows; the other is what it leaves of the parent. */
function searchPair(grower: Grower, left: Leaf, right: Leaf): void {
  if (!canSplit(grower, left, right)) {
    release(grower, left)
    return
  }
  const [smaller, larger] = left.rows.count < right.rows.count ? [left, right] : [right, left]
  const inherited = left.space!
  smaller.space = grower.spaces.take()
  larger.space = inherited
  copySplittable(grower, inherited, smaller.space)
  searchLeaves(grower, smaller, larger)
  for (const leaf of [smaller, larger]) if (!leaf.best) release(grower, leaf)
}

/**
 * Looks for the best split of one leaf, whose histogram is filled from its rows, or of two sides of a split: the
 * second one's space holds the parent's histogram, of which the first one's is taken away.
 */
function searchLeaves({ search, masks }: Grower, ...leaves: readonly Leaf[]): void {
  const nodes = leaves.map(({ rows, sums, space }, i) => ({
    range: rows,
    sums,
    histogram: space!.histogram,
    sibling: i === 0 ? undefined : leaves[i - 1]!.space!.histogram,
    allowed: masks.tree,
    flags: masks.ofNode(i),
    extra: space!.splittable,
  }))
  for (const [i, split] of search.search(nodes).entries()) leaves[i]!.best = split
}

function copySplittable({ kernel, bins }: Grower, from: LeafSpace, to: LeafSpace): void {
  const features = bins.used.length
  kernel.u8(to.splittable, features).set(kernel.u8(from.splittable, features))
}

function release(grower: Grower, leaf: Leaf): void {
  if (leaf.space) grower.spaces.giveBack(leaf.space)
  leaf.space = undefined
}
