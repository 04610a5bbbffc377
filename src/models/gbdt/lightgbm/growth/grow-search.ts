import {
  CANDIDATE_BIN,
  CANDIDATE_BYTES,
  CANDIDATE_DEFAULT_LEFT,
  CANDIDATE_FEATURE,
  CANDIDATE_GAIN,
  CANDIDATE_LEFT_GRADIENT,
  CANDIDATE_LEFT_HESSIAN,
  CANDIDATE_RIGHT_GRADIENT,
  CANDIDATE_RIGHT_HESSIAN,
  FAMILY_LIGHTGBM,
  NODE_ALLOWED,
  NODE_BYTES,
  NODE_COUNT,
  NODE_EXTRA,
  NODE_FLAGS,
  NODE_GRADIENT,
  NODE_HESSIAN,
  NODE_HISTOGRAM,
  NODE_PAIRS,
  NODE_ROWS,
  NODE_SEARCH,
  NODE_SIBLING,
  OP_EXPAND,
  TASK_BYTES,
  TASK_CANDIDATES,
  TASK_FAMILY,
  TASK_MATRIX,
  TASK_NODE_COUNT,
  TASK_NODES,
  TASK_RULE,
} from '../../kernel/layout.ts'
import type { LeafSpace } from './grow-space.ts'
import type { Candidate, Grower, Rows } from './grower.ts'
import type { LeafSums } from './leaf-output.ts'

/** A leaf whose best split is looked for. */
export interface SearchedLeaf {
  readonly rows: Rows
  readonly sums: LeafSums
  readonly space: LeafSpace
}

/**
 * Looks for the best split of each leaf: of one, whose histogram is filled from its rows, or of two sides of a
 * split, where the second one's space holds the parent's histogram, of which the first one's is taken away.
 */
export function searchLeaves(grower: Grower, leaves: readonly SearchedLeaf[]): (Candidate | undefined)[] {
  const { kernel, crew, space } = grower
  const task = kernel.u32(space.task, TASK_BYTES / 4)
  task[TASK_MATRIX / 4] = grower.matrix
  task[TASK_NODES / 4] = space.nodes
  task[TASK_NODE_COUNT / 4] = leaves.length
  task[TASK_FAMILY / 4] = FAMILY_LIGHTGBM
  task[TASK_RULE / 4] = space.rule
  task[TASK_CANDIDATES / 4] = space.candidates
  for (const [i, leaf] of leaves.entries()) writeNode(grower, i, leaf, leaves[i - 1])
  crew.perform(kernel, OP_EXPAND, space.task)
  return leaves.map((_, i) => bestOfParts(grower, i))
}

function writeNode(grower: Grower, i: number, leaf: SearchedLeaf, sibling: SearchedLeaf | undefined): void {
  const { kernel, space } = grower
  const node = space.nodes + i * NODE_BYTES
  const field = kernel.u32(node, NODE_BYTES / 4)
  field[NODE_ROWS / 4] = leaf.rows.rows
  field[NODE_PAIRS / 4] = leaf.rows.pairs
  field[NODE_COUNT / 4] = leaf.rows.count
  field[NODE_HISTOGRAM / 4] = leaf.space.histogram
  field[NODE_SIBLING / 4] = sibling?.space.histogram ?? 0
  field[NODE_ALLOWED / 4] = space.treeMask
  field[NODE_SEARCH / 4] = 1
  field[NODE_FLAGS / 4] = nodeMask(grower, i)
  field[NODE_EXTRA / 4] = leaf.space.splittable
  const real = kernel.f64(node, NODE_BYTES / 8)
  real[NODE_GRADIENT / 8] = leaf.sums.gradient
  real[NODE_HESSIAN / 8] = leaf.sums.hessian
}

/** Address of the mask of features that the node's split may use; 0: all. */
function nodeMask({ kernel, space, sampler, bins }: Grower, i: number): number {
  const mask = sampler.nextNode()
  if (!mask) return 0
  const address = space.nodeMasks[i]!
  kernel.u8(address, bins.used.length).set(mask)
  return address
}

/** Parts own features: of equal gains the lower feature wins. */
function bestOfParts({ kernel, crew, space }: Grower, i: number): Candidate | undefined {
  let best: Candidate | undefined
  for (let part = 0; part < crew.parts; part++) {
    const own = readCandidate(kernel, space.candidates + (i * crew.parts + part) * CANDIDATE_BYTES)
    if (!own) continue
    const isBetter = !best || own.gain > best.gain || (own.gain === best.gain && own.feature < best.feature)
    if (isBetter) best = own
  }
  return best
}

function readCandidate(kernel: Grower['kernel'], address: number): Candidate | undefined {
  const whole = kernel.i32(address, CANDIDATE_BYTES / 4)
  const feature = whole[CANDIDATE_FEATURE / 4]!
  if (feature < 0) return undefined
  const real = kernel.f64(address, CANDIDATE_BYTES / 8)
  return {
    gain: real[CANDIDATE_GAIN / 8]!,
    feature,
    bin: whole[CANDIDATE_BIN / 4]!,
    isDefaultLeft: whole[CANDIDATE_DEFAULT_LEFT / 4] === 1,
    left: { gradient: real[CANDIDATE_LEFT_GRADIENT / 8]!, hessian: real[CANDIDATE_LEFT_HESSIAN / 8]! },
    right: { gradient: real[CANDIDATE_RIGHT_GRADIENT / 8]!, hessian: real[CANDIDATE_RIGHT_HESSIAN / 8]! },
  }
}
