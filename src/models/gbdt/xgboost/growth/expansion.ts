import type { BinnedMatrix } from '../../binning/binned-matrix.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
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
  FAMILY_XGBOOST,
  NODE_ALLOWED,
  NODE_BYTES,
  NODE_COUNT,
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
} from '../../kernel/layout.ts'
import type { ColumnSampler } from '../sampling/column-sampler.ts'
import type { Leaf, Split } from './leaf.ts'
import type { NodeRule } from './node-rule.ts'

/** Leaves searched at once: the children of a batch. */
const MOST_LEAVES = 512

/** What to do with a leaf: fill its histogram from its rows, or take it from its parent's and its sibling's. */
export interface Expansion {
  readonly leaf: Leaf
  /** Already filled, earlier in the same list. */
  readonly sibling?: Leaf
  /** What to do; absent: fill and search. */
  readonly only?: 'fill' | 'search'
}

/** Fills histograms of leaves and finds their best splits. */
export class Expander {
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #rule: NodeRule
  readonly #sampler: ColumnSampler
  readonly #features: number
  readonly #task: number
  readonly #nodes: number
  readonly #candidates: number
  readonly #allowed: number

  /** @param matrix address of its record */
  constructor(
    kernel: Kernel,
    crew: Crew,
    rule: NodeRule,
    sampler: ColumnSampler,
    { places }: BinnedMatrix,
    matrix: number,
  ) {
    this.#kernel = kernel
    this.#crew = crew
    this.#rule = rule
    this.#sampler = sampler
    this.#features = places.length
    this.#task = kernel.take(TASK_BYTES)
    this.#nodes = kernel.take(MOST_LEAVES * NODE_BYTES)
    this.#candidates = kernel.take(MOST_LEAVES * crew.parts * CANDIDATE_BYTES)
    this.#allowed = sampler.isIdle ? 0 : kernel.take(MOST_LEAVES * this.#features)
    const field = kernel.u32(this.#task, TASK_BYTES / 4)
    field[TASK_MATRIX / 4] = matrix
    field[TASK_NODES / 4] = this.#nodes
    field[TASK_FAMILY / 4] = FAMILY_XGBOOST
    field[TASK_RULE / 4] = rule.address
    field[TASK_CANDIDATES / 4] = this.#candidates
  }

  /** Leaves get their `split`, or none. */
  expand(expansions: readonly Expansion[]): void {
    this.#sampleColumns(expansions)
    for (const [i, expansion] of expansions.entries()) this.#writeNode(i, expansion)
    this.#kernel.u32(this.#task + TASK_NODE_COUNT, 1)[0] = expansions.length
    this.#crew.perform(this.#kernel, OP_EXPAND, this.#task)
    for (const [i, { leaf, only }] of expansions.entries()) {
      const split = only === 'fill' ? undefined : this.#readSplit(i)
      if (split) leaf.split = split
    }
  }

  /** Draws happen in the order of the nodes, whichever histogram is filled first. */
  #sampleColumns(expansions: readonly Expansion[]): void {
    if (!this.#allowed) return
    const searched = [...expansions.entries()].filter(([, { only }]) => only !== 'fill')
    searched.sort(([, a], [, b]) => a.leaf.node - b.leaf.node)
    for (const [i, { leaf }] of searched) {
      const allowed = this.#kernel.u8(this.#allowed + i * this.#features, this.#features).fill(0)
      for (const feature of this.#sampler.ofNode(leaf.depth)) allowed[feature] = 1
    }
  }

  #writeNode(i: number, { leaf, sibling, only }: Expansion): void {
    const address = this.#nodes + i * NODE_BYTES
    const field = this.#kernel.u32(address, NODE_BYTES / 4)
    field[NODE_ROWS / 4] = leaf.range.rows
    field[NODE_PAIRS / 4] = leaf.range.pairs
    field[NODE_COUNT / 4] = leaf.range.count
    field[NODE_HISTOGRAM / 4] = leaf.histogram
    field[NODE_SIBLING / 4] = sibling?.histogram ?? 0
    field[NODE_ALLOWED / 4] = this.#allowed && this.#allowed + i * this.#features
    field[NODE_SEARCH / 4] = only === 'fill' ? 0 : only === 'search' ? SEARCH_FILLED : 1
    const sums = this.#kernel.f64(address, NODE_BYTES / 8)
    sums[NODE_GRADIENT / 8] = leaf.sums.gradient
    sums[NODE_HESSIAN / 8] = leaf.sums.hessian
    sums[NODE_VALUE / 8] = this.#rule.gainOf(leaf.sums)
  }

  /** The best of all parts: the greatest gain, the lower feature if equal. */
  #readSplit(i: number): Split | undefined {
    const { parts } = this.#crew
    let best: number | undefined
    for (let part = 0; part < parts; part++) {
      const candidate = this.#candidates + (i * parts + part) * CANDIDATE_BYTES
      if (this.#featureOf(candidate) < 0) continue
      if (best === undefined || this.#isBetter(candidate, best)) best = candidate
    }
    return best === undefined ? undefined : this.#splitAt(best)
  }

  #featureOf(candidate: number): number {
    return this.#kernel.i32(candidate + CANDIDATE_FEATURE, 1)[0]!
  }

  #isBetter(a: number, b: number): boolean {
    const [gainA, gainB] = [a, b].map((candidate) => this.#kernel.f64(candidate + CANDIDATE_GAIN, 1)[0]!)
    return gainA! > gainB! || (gainA === gainB && this.#featureOf(a) < this.#featureOf(b))
  }

  #splitAt(candidate: number): Split {
    const whole = this.#kernel.i32(candidate, CANDIDATE_BYTES / 4)
    const real = this.#kernel.f64(candidate, CANDIDATE_BYTES / 8)
    return {
      gain: real[CANDIDATE_GAIN / 8]!,
      feature: whole[CANDIDATE_FEATURE / 4]!,
      bin: whole[CANDIDATE_BIN / 4]!,
      isDefaultLeft: whole[CANDIDATE_DEFAULT_LEFT / 4] === 1,
      left: { gradient: real[CANDIDATE_LEFT_GRADIENT / 8]!, hessian: real[CANDIDATE_LEFT_HESSIAN / 8]! },
      right: { gradient: real[CANDIDATE_RIGHT_GRADIENT / 8]!, hessian: real[CANDIDATE_RIGHT_HESSIAN / 8]! },
    }
  }
}
