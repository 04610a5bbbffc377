import { SplitSearch } from '../../growth/split-search.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { FAMILY_XGBOOST } from '../../kernel/layout/training.ts'
import type { ColumnSampler } from '../sampling/column-sampler.ts'
import { BATCH_NODES } from './frontier.ts'
import type { Leaf } from './leaf.ts'
import type { NodeRule } from './node-rule.ts'

/** Leaves searched at once: the children of a batch. */
const MOST_LEAVES = 2 * BATCH_NODES

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
  readonly #rule: NodeRule
  readonly #sampler: ColumnSampler
  readonly #features: number
  readonly #search: SplitSearch
  /** Address of the masks of columns, one a leaf; 0: all columns are always allowed. */
  readonly #masks: number

  /** @param matrix address of its record */
  constructor(
    kernel: Kernel,
    crew: Crew,
    rule: NodeRule,
    sampler: ColumnSampler,
    features: number,
    matrix: number,
  ) {
    this.#kernel = kernel
    this.#rule = rule
    this.#sampler = sampler
    this.#features = features
    this.#search = new SplitSearch(
      kernel,
      crew,
      { family: FAMILY_XGBOOST, rule: rule.address, matrix },
      MOST_LEAVES,
    )
    this.#masks = sampler.isIdle ? 0 : kernel.take(MOST_LEAVES * features)
  }

  /** Leaves get their `split`, or none. */
  expand(expansions: readonly Expansion[]): void {
    this.#sampleColumns(expansions)
    const splits = this.#search.search(
      expansions.map(({ leaf, sibling, only }, i) => ({
        range: leaf.range,
        sums: leaf.sums,
        histogram: leaf.histogram,
        sibling: sibling?.histogram,
        only,
        allowed: this.#maskOf(i),
        value: this.#rule.gainOf(leaf.sums),
      })),
    )
    for (const [i, { leaf }] of expansions.entries()) if (splits[i]) leaf.split = splits[i]
  }

  /** Draws happen in the order of the nodes, whichever histogram is filled first. */
  #sampleColumns(expansions: readonly Expansion[]): void {
    if (!this.#masks) return
    const searched = [...expansions.entries()].filter(([, { only }]) => only !== 'fill')
    searched.sort(([, a], [, b]) => a.leaf.node - b.leaf.node)
    for (const [i, { leaf }] of searched) {
      const mask = this.#kernel.u8(this.#maskOf(i), this.#features).fill(0)
      for (const feature of this.#sampler.ofNode(leaf.depth)) mask[feature] = 1
    }
  }

  #maskOf(i: number): number {
    return this.#masks && this.#masks + i * this.#features
  }
}
