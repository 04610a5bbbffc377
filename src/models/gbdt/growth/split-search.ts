import type { Crew } from '../kernel/crew.ts'
import type { Kernel } from '../kernel/kernel.ts'
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
  NODE_VALUE,
  OP_EXPAND,
  SEARCH_FILLED,
  TASK_BYTES,
  TASK_CANDIDATES,
  TASK_FAMILY,
  TASK_MATRIX,
  TASK_NODE_COUNT,
  TASK_NODES,
  TASK_RULE,
} from '../kernel/layout/training.ts'
import type { GradientSums } from './gradient-sums.ts'
import type { RowRange } from './row-range.ts'
import type { Split } from './split.ts'

/** A node whose histogram is filled and searched. Addresses. */
interface SearchedNode {
  readonly range: RowRange
  readonly sums: GradientSums
  readonly histogram: number
  /** Filled histogram of the sibling, which is taken from the parent's that ours holds. Absent: filled from the rows. */
  readonly sibling?: number | undefined
  /** One step of the two; absent: fill and search. */
  readonly only?: 'fill' | 'search' | undefined
  /** u8 a feature, 1: it may be used; 0: all may. */
  readonly allowed: number
  /** What the family's search reads besides (`NODE_FLAGS`, `NODE_VALUE`, `NODE_EXTRA`). */
  readonly flags?: number
  readonly value?: number
  readonly extra?: number
}

/** What all nodes of a fit are searched with. Addresses. */
interface SearchRule {
  /** `FAMILY_XGBOOST` or `FAMILY_LIGHTGBM`. */
  readonly family: number
  /** The family's Rule record. */
  readonly rule: number
  /** Matrix record. */
  readonly matrix: number
}

const STEPS = { fill: 0, search: SEARCH_FILLED, both: 1 }

/** Fills histograms of nodes and finds their best splits, in the kernel. */
export class SplitSearch {
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #task: number
  readonly #nodes: number
  readonly #candidates: number

  /** @param mostNodes searched at once */
  constructor(kernel: Kernel, crew: Crew, { family, rule, matrix }: SearchRule, mostNodes: number) {
    this.#kernel = kernel
    this.#crew = crew
    this.#task = kernel.take(TASK_BYTES)
    this.#nodes = kernel.take(mostNodes * NODE_BYTES)
    this.#candidates = kernel.take(mostNodes * crew.parts * CANDIDATE_BYTES)
    const field = kernel.u32(this.#task, TASK_BYTES / 4)
    field[TASK_MATRIX / 4] = matrix
    field[TASK_NODES / 4] = this.#nodes
    field[TASK_FAMILY / 4] = family
    field[TASK_RULE / 4] = rule
    field[TASK_CANDIDATES / 4] = this.#candidates
  }

  /** @returns the best split of each node; none where there is none, or where a histogram was only filled */
  search(nodes: readonly SearchedNode[]): (Split | undefined)[] {
    for (const [i, node] of nodes.entries()) this.#writeNode(i, node)
    this.#kernel.u32(this.#task + TASK_NODE_COUNT, 1)[0] = nodes.length
    this.#crew.perform(this.#kernel, OP_EXPAND, this.#task)
    return nodes.map(({ only }, i) => (only === 'fill' ? undefined : this.#bestOfParts(i)))
  }

  #writeNode(i: number, node: SearchedNode): void {
    const address = this.#nodes + i * NODE_BYTES
    const field = this.#kernel.u32(address, NODE_BYTES / 4)
    field[NODE_ROWS / 4] = node.range.rows
    field[NODE_PAIRS / 4] = node.range.pairs
    field[NODE_COUNT / 4] = node.range.count
    field[NODE_HISTOGRAM / 4] = node.histogram
    field[NODE_SIBLING / 4] = node.sibling ?? 0
    field[NODE_ALLOWED / 4] = node.allowed
    field[NODE_SEARCH / 4] = STEPS[node.only ?? 'both']
    field[NODE_FLAGS / 4] = node.flags ?? 0
    field[NODE_EXTRA / 4] = node.extra ?? 0
    const real = this.#kernel.f64(address, NODE_BYTES / 8)
    real[NODE_GRADIENT / 8] = node.sums.gradient
    real[NODE_HESSIAN / 8] = node.sums.hessian
    real[NODE_VALUE / 8] = node.value ?? 0
  }

  /** Parts own features: the greatest gain, of equal ones the lower feature. */
  #bestOfParts(i: number): Split | undefined {
    const { parts } = this.#crew
    let best: Split | undefined
    for (let part = 0; part < parts; part++) {
      const own = this.#readCandidate(this.#candidates + (i * parts + part) * CANDIDATE_BYTES)
      if (own && (!best || isBetter(own, best))) best = own
    }
    return best
  }

  #readCandidate(address: number): Split | undefined {
    const whole = this.#kernel.i32(address, CANDIDATE_BYTES / 4)
    const feature = whole[CANDIDATE_FEATURE / 4]!
    if (feature < 0) return undefined
    const real = this.#kernel.f64(address, CANDIDATE_BYTES / 8)
    return {
      gain: real[CANDIDATE_GAIN / 8]!,
      feature,
      bin: whole[CANDIDATE_BIN / 4]!,
      isDefaultLeft: whole[CANDIDATE_DEFAULT_LEFT / 4] === 1,
      left: { gradient: real[CANDIDATE_LEFT_GRADIENT / 8]!, hessian: real[CANDIDATE_LEFT_HESSIAN / 8]! },
      right: { gradient: real[CANDIDATE_RIGHT_GRADIENT / 8]!, hessian: real[CANDIDATE_RIGHT_HESSIAN / 8]! },
    }
  }
}

/** Whether a split goes before another: by its gain, or, if equal, by the lower feature. */
export function isBetter(split: Split, other: Split): boolean {
  return split.gain > other.gain || (split.gain === other.gain && split.feature < other.feature)
}
