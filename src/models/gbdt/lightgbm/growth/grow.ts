/**
 * Growing one tree, leaf-wise (src/treelearner/serial_tree_learner.cpp): the leaf whose best split gains most is
 * split, until there are enough leaves or no split gains anything. After each split both sides look for theirs.
 */

import { QtError } from '../../../../core/error.ts'
import { partRows } from './grow-partition.ts'
import type { SearchedLeaf } from './grow-search.ts'
import { searchLeaves } from './grow-search.ts'
import type { LeafSpace } from './grow-space.ts'
import type { Candidate, Grower, Rows } from './grower.ts'
import type { LeafSums } from './leaf-output.ts'
import { leafOutput, withoutEpsilon } from './leaf-output.ts'
import { TreeBuilder } from './tree-builder.ts'

/** A split as the bins see it: `feature` counts features in use. */
export interface BinSplit {
  readonly leaf: number
  readonly feature: number
  readonly bin: number
  readonly isDefaultLeft: boolean
}

/** A tree, and where its rows ended up. */
export interface GrownTree {
  readonly builder: TreeBuilder
  /** In the order made: split i makes inner node i and leaf i + 1. */
  readonly splits: readonly BinSplit[]
  /** Rows of each leaf. */
  readonly leafRows: readonly Rows[]
}

/** A leaf of the growing tree. */
interface Leaf {
  readonly rows: Rows
  readonly sums: LeafSums
  readonly depth: number
  /** Its own, until it is split or known never to be. */
  space?: LeafSpace | undefined
  best?: Candidate | undefined
}

/** Grows a tree on rows with their gradients. */
export function growTree(grower: Grower, rows: Rows, sums: LeafSums): GrownTree {
  const { params } = grower
  const output = leafOutput(sums, params)
  const builder = new TreeBuilder({ output, weight: sums.hessian, count: rows.count })
  const leaves: Leaf[] = [{ rows, sums, depth: 0 }]
  const splits: BinSplit[] = []
  setTreeMask(grower)
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

function setTreeMask({ kernel, space, sampler, bins }: Grower): void {
  const mask = kernel.u8(space.treeMask, bins.used.length)
  const chosen = sampler.nextTree()
  if (chosen) mask.set(chosen)
  else mask.fill(1)
}

/** Number of the leaf whose split gains most; ties: the lower feature, then the lower leaf. −1: none gains. */
function bestLeaf(leaves: readonly Leaf[]): number {
  let best = -1
  for (const [number, { best: own }] of leaves.entries()) {
    if (!own || !(own.gain > 0)) continue
    const other = best < 0 ? undefined : leaves[best]!.best!
    const isBetter =
      !other || own.gain > other.gain || (own.gain === other.gain && own.feature < other.feature)
    if (isBetter) best = number
  }
  return best
}

/** The leaf becomes the left side, the right side is added behind the others. */
function splitLeaf(grower: Grower, builder: TreeBuilder, leaves: Leaf[], number: number): BinSplit {
  const { params, bins } = grower
  const leaf = leaves[number]!
  const best = leaf.best!
  const [leftRows, rightRows] = partRows(grower, leaf.rows, best)
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
  return { leaf: number, feature: best.feature, bin: best.bin, isDefaultLeft: best.isDefaultLeft }
}

/** Counts in the search are estimates, so that it may have been wrong; the original gives up too. */
function refuseEmpty(...sides: readonly Rows[]): void {
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
  root.space = grower.space.takeLeafSpace()
  grower.kernel.u8(root.space.splittable, grower.bins.used.length).fill(1)
  ;[root.best] = searchLeaves(grower, [searched(root)])
}

/** The side with fewer rows (the right one if equal) counts its rows; the other is what it leaves of the parent. */
function searchPair(grower: Grower, left: Leaf, right: Leaf): void {
  if (!canSplit(grower, left, right)) {
    release(grower, left)
    return
  }
  const [smaller, larger] = left.rows.count < right.rows.count ? [left, right] : [right, left]
  const inherited = left.space!
  smaller.space = grower.space.takeLeafSpace()
  larger.space = inherited
  copySplittable(grower, inherited, smaller.space)
  ;[smaller.best, larger.best] = searchLeaves(grower, [searched(smaller), searched(larger)])
  for (const leaf of [smaller, larger]) if (!leaf.best) release(grower, leaf)
}

function searched({ rows, sums, space }: Leaf): SearchedLeaf {
  return { rows, sums, space: space! }
}

function copySplittable({ kernel, bins }: Grower, from: LeafSpace, to: LeafSpace): void {
  const features = bins.used.length
  kernel.u8(to.splittable, features).set(kernel.u8(from.splittable, features))
}

function release(grower: Grower, leaf: Leaf): void {
  if (leaf.space) grower.space.returnLeafSpace(leaf.space)
  leaf.space = undefined
}
