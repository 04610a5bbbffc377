import { loadMatrix } from '../binning/binned-matrix.ts'
import { Partitioner } from '../growth/partitioner.ts'
import { SplitSearch } from '../growth/split-search.ts'
import type { Crew } from '../kernel/crew.ts'
import { createKernel, type Kernel } from '../kernel/kernel.ts'
import { FAMILY_LIGHTGBM } from '../kernel/layout/training.ts'
import type { Targets } from '../training/targets.ts'
import type { LightgbmBins } from './bins/bins.ts'
import { constantTree } from './constant-tree.ts'
import { EPSILON } from './constants.ts'
import { FeatureMasks, MOST_NODES } from './growth/feature-masks.ts'
import { type GrownTree, growTree } from './growth/grow-tree.ts'
import type { Grower } from './growth/grower.ts'
import { LeafSpaces } from './growth/leaf-space.ts'
import { missingBinsOf } from './growth/missing-bins.ts'
import { RootRows } from './growth/root-rows.ts'
import { writeRule } from './growth/rule-record.ts'
import { ScoreRaiser } from './growth/scores.ts'
import type { LightgbmTree } from './model.ts'
import { Gradients } from './objective/gradients.ts'
import type { Objective } from './objective/objectives.ts'
import type { LightgbmParams } from './param-types.ts'
import { FeatureSampler } from './sampling/feature-sampler.ts'
import { makeRowSampler } from './sampling/row-sampler.ts'
import type { RowSampler } from './sampling/row-sampling.ts'

/** Rows whose scores follow the model: those trained on, or an evaluation set. */
export interface ScoredRows {
  /** Address of the Matrix record. */
  readonly matrix: number
  readonly count: number
  /** Address of the scores, [classes × rows]. */
  readonly scores: number
}

/** What is trained on. */
interface BoostingData {
  readonly bins: LightgbmBins
  /** Absent: all of them. */
  readonly rows?: Uint32Array | undefined
  readonly targets: Targets
}

/**
 * Rounds of boosting: gradients at the scores, trees that fit them, scores raised by the trees
 * (src/boosting/gbdt.cpp).
 */
export class Boosting {
  readonly kernel: Kernel = createKernel()
  readonly trees: LightgbmTree[] = []
  readonly training: ScoredRows
  readonly #params: LightgbmParams
  readonly #objective: Objective
  readonly #grower: Grower
  readonly #gradients: Gradients
  readonly #root: RootRows
  readonly #sampler: RowSampler
  readonly #raiser: ScoreRaiser
  readonly #watched: ScoredRows[] = []
  /** Rounds that made trees. */
  #round = 0

  constructor(
    params: LightgbmParams,
    objective: Objective,
    { bins, rows, targets }: BoostingData,
    crew: Crew,
  ) {
    const { kernel } = this
    const count = targets.labels.length
    this.#params = params
    this.#objective = objective
    this.training = this.#takeRows(loadMatrix(kernel, bins.matrix, rows), count)
    this.#gradients = new Gradients(kernel, crew, params, objective, targets, this.training.scores)
    this.#root = new RootRows(kernel, count)
    this.#sampler = makeRowSampler(kernel, params, count, objective.classes)
    this.#raiser = new ScoreRaiser(kernel, crew, bins, params.numLeaves)
    this.#grower = makeGrower(kernel, crew, params, bins, this.training)
  }

  /** From now on the set's scores follow the model. */
  watch(bins: LightgbmBins): ScoredRows {
    const rows = this.#takeRows(loadMatrix(this.kernel, bins.matrix), bins.matrix.rows)
    this.#watched.push(rows)
    return rows
  }

  #takeRows(matrix: number, count: number): ScoredRows {
    return { matrix, count, scores: this.kernel.take(count * this.#objective.classes * 8) }
  }

  get classes(): number {
    return this.#objective.classes
  }

  /** Scores of one class. */
  scoresOf(rows: ScoredRows, k: number): Float64Array {
    return this.kernel.f64(rows.scores + k * rows.count * 8, rows.count)
  }

  /** Grows the trees of one round, one a class. @returns whether any of them could be split */
  round(): boolean {
    const { classes } = this.#objective
    const biases = Array.from({ length: classes }, (_, k) => this.#startFromAverage(k))
    this.#gradients.compute()
    this.#root.setBag(this.#sampler.nextRound(this.#round, this.#gradients.pairs))
    const isFirst = this.trees.length < classes
    const grown = biases.map((bias, k) => this.#growClass(k, bias, isFirst))
    if (grown.some(Boolean)) {
      this.#round++
      return true
    }
    if (!isFirst) this.trees.length -= classes
    return false
  }

  /** The first round begins at the labels' average. @returns what was added to the scores */
  #startFromAverage(k: number): number {
    const isAsked = this.#params.boostFromAverage || this.#grower.bins.used.length === 0
    if (this.trees.length > 0 || !isAsked) return 0
    const start = this.#objective.startScores[k]!
    if (Math.abs(start) <= EPSILON) return 0
    this.#shift(k, start)
    return start
  }

  #shift(k: number, by: number): void {
    for (const rows of [this.training, ...this.#watched]) {
      const scores = this.scoresOf(rows, k)
      for (let row = 0; row < scores.length; row++) scores[row]! += by
    }
  }

  /** @returns whether the tree has a split */
  #growClass(k: number, bias: number, isFirst: boolean): boolean {
    const isTrained = this.#objective.isTrained[k]! && this.#grower.bins.used.length > 0
    const grown = isTrained ? this.#grow(k) : undefined
    if (grown && grown.builder.leafCount > 1) {
      this.#addTree(k, grown, bias)
      return true
    }
    this.trees.push(isFirst ? this.#firstConstant(k, bias) : constantTree(0, this.training.count))
    return false
  }

  #grow(k: number): GrownTree {
    const { rows, sums } = this.#root.ofClass(this.#gradients.pairsOfClass(k))
    return growTree(this.#grower, rows, sums)
  }

  #addTree(k: number, grown: GrownTree, bias: number): void {
    const { learningRate } = this.#params
    const tree = grown.builder.build(learningRate, 0)
    const { matrix, scores, count } = this.training
    this.#raiser.addGrown(scores + k * count * 8, grown.leafRows, tree.leafValue)
    const { left } = this.#root
    if (left.count > 0)
      this.#raiser.addWalked({ matrix, scores: scores + k * count * 8, ...left }, tree, grown.splits)
    for (const set of this.#watched) {
      const rows = { matrix: set.matrix, scores: set.scores + k * set.count * 8, rows: 0, count: set.count }
      this.#raiser.addWalked(rows, tree, grown.splits)
    }
    this.trees.push(bias === 0 ? tree : grown.builder.build(learningRate, bias))
  }

  /** A first tree without splits carries the start, which scores have by now. */
  #firstConstant(k: number, bias: number): LightgbmTree {
    if (this.#params.boostFromAverage) return constantTree(bias, this.training.count)
    const start = this.#objective.startScores[k]!
    this.#shift(k, start)
    return constantTree(start, this.training.count)
  }
}

/** What grows trees on rows: their memory is taken once. */
function makeGrower(
  kernel: Kernel,
  crew: Crew,
  params: LightgbmParams,
  bins: LightgbmBins,
  { matrix, count: rows }: ScoredRows,
): Grower {
  const { featureFraction, featureFractionByNode, featureFractionSeed } = params
  const features = bins.used.length
  const sampler = new FeatureSampler(features, featureFraction, featureFractionByNode, featureFractionSeed)
  const rule = writeRule(kernel, bins, params)
  return {
    kernel,
    params,
    bins,
    masks: new FeatureMasks(kernel, sampler, features),
    spaces: new LeafSpaces(kernel, bins),
    search: new SplitSearch(kernel, crew, { family: FAMILY_LIGHTGBM, rule, matrix }, MOST_NODES),
    partitioner: new Partitioner(kernel, crew, { matrix, rows, missingBins: missingBinsOf(bins) }, 1),
  }
}
