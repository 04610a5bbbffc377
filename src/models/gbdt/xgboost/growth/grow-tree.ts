import { histogramBytes } from '../../binning/binned-matrix.ts'
import { type GradientSums, sumPairs } from '../../growth/gradient-sums.ts'
import { HistogramPool } from '../../growth/histogram-pool.ts'
import { Partitioner } from '../../growth/partitioner.ts'
import { rootRange, takeRowNumbers } from '../../growth/row-range.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { SLOT_BYTES } from '../../kernel/layout/training.ts'
import type { XgboostBins } from '../bins/bins.ts'
import type { XgboostTree } from '../model.ts'
import type { XgboostParams } from '../params.ts'
import { ColumnSampler } from '../sampling/column-sampler.ts'
import type { MersenneTwister } from '../sampling/mersenne-twister.ts'
import { Expander, type Expansion } from './expander.ts'
import { BATCH_NODES, Frontier } from './frontier.ts'
import type { Leaf } from './leaf.ts'
import { NodeRule } from './node-rule.ts'
import { TreeBuilder } from './tree-builder.ts'

/** A tree, and where the rows of its leaves are: until the next one grows. */
export interface GrownTree {
  readonly tree: XgboostTree
  readonly leaves: readonly Leaf[]
}

/** What trees grow on: binned rows in a kernel. */
interface Ground {
  readonly kernel: Kernel
  readonly crew: Crew
  readonly bins: XgboostBins
  /** Address of the Matrix record. */
  readonly matrix: number
  readonly rows: number
  readonly hasMissing: boolean
}

/** Grows trees, one after the other, from gradients. */
export class Grower {
  readonly #ground: Ground
  readonly #params: XgboostParams
  readonly #learningRate: number
  readonly #rule: NodeRule
  readonly #sampler: ColumnSampler
  readonly #pool: HistogramPool
  readonly #expander: Expander
  readonly #partitioner: Partitioner
  /** Address of the numbers of all rows. */
  readonly #allRows: number

  constructor(ground: Ground, params: XgboostParams, random: MersenneTwister) {
    const { kernel, crew, bins, matrix, rows } = ground
    this.#ground = ground
    this.#params = params
    this.#learningRate = Math.fround(Math.fround(params.learningRate) / params.numParallelTree)
    this.#rule = new NodeRule(kernel, params)
    this.#sampler = new ColumnSampler(bins.features.length, params, random)
    const hint = 'set maxLeaves, or lower maxDepth or maxBin'
    this.#pool = new HistogramPool(kernel, histogramBytes(bins.matrix.plan), hint)
    this.#expander = new Expander(kernel, crew, this.#rule, this.#sampler, bins.features.length, matrix)
    this.#partitioner = new Partitioner(
      kernel,
      crew,
      { matrix, rows, missingBins: missingBinsOf(bins) },
      BATCH_NODES,
    )
    this.#allRows = takeRowNumbers(kernel, rows)
  }

  /** @param pairs address of the rows' gradients and hessians, float32 */
  grow(pairs: number): GrownTree {
    this.#sampler.beginTree()
    const frontier = new Frontier(this.#params)
    const root = this.#plantRoot(pairs)
    const builder = new TreeBuilder(root.sums, this.#rule, this.#learningRate)
    const leaves = new Set([root])
    this.#enqueue([root], frontier)
    for (let batch = frontier.pop(); batch.length > 0; batch = frontier.pop()) {
      const children = this.#splitLeaves(batch, builder)
      for (const [i, leaf] of batch.entries()) {
        leaves.delete(leaf)
        for (const child of children[i]!) leaves.add(child)
      }
      this.#searchChildren(batch, children, frontier)
    }
    for (const leaf of leaves) this.#dropHistogram(leaf)
    return { tree: builder.finish(), leaves: [...leaves] }
  }

  /** The root with its sums and its best split. */
  #plantRoot(pairs: number): Leaf {
    const range = rootRange(this.#allRows, pairs, this.#ground.rows)
    const histogram = this.#pool.take()
    const sums = { gradient: 0, hessian: 0 }
    const unsummed: Leaf = { node: 0, depth: 0, range, sums, histogram }
    this.#expander.expand([{ leaf: unsummed, only: 'fill' }])
    const root = { ...unsummed, sums: this.#rootSums(unsummed) }
    this.#expander.expand([{ leaf: root, only: 'search' }])
    return root
  }

  /** Over the bins of feature 0, or, when values are missing, over the rows: the order decides on the last bits. */
  #rootSums({ range, histogram }: Leaf): GradientSums {
    const { kernel, hasMissing, bins } = this.#ground
    if (hasMissing) return sumPairs(kernel.f32(range.pairs, range.count * 2))
    const { column, bins: count } = bins.matrix.places[0]!
    return sumPairs(kernel.f64(histogram + column.slot * SLOT_BYTES, count * 2))
  }

  #splitLeaves(batch: readonly Leaf[], builder: TreeBuilder): [Leaf, Leaf][] {
    const ranges = this.#partitioner.part(batch.map(({ range, split }) => ({ range, split: split! })))
    return batch.map((leaf, i) => {
      const { left, right } = leaf.split!
      const node = builder.split(leaf.node, leaf.split!, this.#conditionOf(leaf))
      const depth = leaf.depth + 1
      const [leftRange, rightRange] = ranges[i]!
      return [
        { node, depth, sums: left, range: leftRange, histogram: 0 },
        { node: node + 1, depth, sums: right, range: rightRange, histogram: 0 },
      ]
    })
  }

  /** Left iff x is below. */
  #conditionOf({ split }: Leaf): number {
    const { feature, bin } = split!
    return bin < 0 ? Number.NEGATIVE_INFINITY : this.#ground.bins.features[feature]!.cuts[bin]!
  }

  #searchChildren(batch: readonly Leaf[], children: readonly [Leaf, Leaf][], frontier: Frontier): void {
    const expansions: Expansion[] = []
    const searched: Leaf[] = []
    for (const [i, parent] of batch.entries()) {
      if (!frontier.mayGrowBelow(parent)) {
        this.#dropHistogram(parent)
        continue
      }
      expansions.push(...this.#inherit(parent, children[i]!))
      searched.push(...children[i]!)
    }
    if (expansions.length > 0) this.#expander.expand(expansions)
    this.#enqueue(searched, frontier)
  }

  /** The child with the smaller hessian is filled from its rows, the other takes what is left of the parent's. */
  #inherit(parent: Leaf, [left, right]: [Leaf, Leaf]): Expansion[] {
    const [built, derived] = right.sums.hessian < left.sums.hessian ? [right, left] : [left, right]
    built.histogram = this.#pool.take()
    derived.histogram = parent.histogram
    parent.histogram = 0
    return [{ leaf: built }, { leaf: derived, sibling: built }]
  }

  #enqueue(leaves: readonly Leaf[], frontier: Frontier): void {
    for (const leaf of leaves) if (!frontier.push(leaf)) this.#dropHistogram(leaf)
  }

  #dropHistogram(leaf: Leaf): void {
    if (leaf.histogram !== 0) this.#pool.giveBack(leaf.histogram)
    leaf.histogram = 0
  }
}

/** Bin of missing values of each feature, behind its others; −1: it has none. */
function missingBinsOf({ features }: XgboostBins): Int32Array {
  return Int32Array.from(features, ({ hasMissing, cuts }) => (hasMissing ? cuts.length : -1))
}
