import { loadMatrix } from '../binning/binned-matrix.ts'
import type { Crew } from '../kernel/crew.ts'
import { createKernel, type Kernel } from '../kernel/kernel.ts'
import {
  LEAF_BYTES,
  LEAF_COUNT,
  LEAF_ROWS,
  LEAF_VALUE,
  LOSS_BYTES,
  LOSS_CLASSES,
  LOSS_KIND,
  LOSS_LABELS,
  LOSS_MARGINS,
  LOSS_PAIRS,
  LOSS_POSITIVE_WEIGHT,
  LOSS_ROWS,
  LOSS_WEIGHTS,
  OP_XGBOOST_GRADIENTS,
  OP_XGBOOST_RAISE,
  RAISE_BYTES,
  RAISE_CLASSES,
  RAISE_COUNT,
  RAISE_LEAVES,
  RAISE_MARGINS,
} from '../kernel/layout/xgboost.ts'
import { loadFloats } from '../kernel/load-floats.ts'
import { RecordRoom } from '../kernel/record-room.ts'
import type { Targets } from '../training/targets.ts'
import type { XgboostBins } from './bins/bins.ts'
import { Grower, type GrownTree } from './growth/grow-tree.ts'
import type { XgboostTree } from './model.ts'
import { classesOf, OBJECTIVES } from './objective/objectives.ts'
import type { XgboostParams } from './params.ts'
import { MersenneTwister } from './sampling/mersenne-twister.ts'

/** What boosting starts from. */
export interface Start {
  readonly bins: XgboostBins
  /** Rows of the bins; absent: all. */
  readonly rows?: Uint32Array | undefined
  /** Of these rows, in their order. */
  readonly targets: Targets
  readonly hasMissing: boolean
  /** Margins, one a class. */
  readonly intercepts: Float32Array
  readonly crew: Crew
}

/** A tree of a round, and its class. */
export interface RoundTree {
  readonly tree: XgboostTree
  readonly classIndex: number
}

/** Rounds of boosting: gradients at the margins, trees that fit them, margins raised by the trees. */
export class Boosting {
  readonly kernel: Kernel = createKernel()
  readonly #params: XgboostParams
  readonly #crew: Crew
  readonly #random: MersenneTwister
  readonly #grower: Grower
  readonly #count: number
  readonly #classes: number
  readonly #margins: number
  readonly #pairs: number
  readonly #sampled: number
  readonly #loss: number
  readonly #raise: number
  readonly #leafRecords: RecordRoom

  constructor(start: Start, params: XgboostParams) {
    const { kernel } = this
    const { bins, rows, targets, hasMissing, crew } = start
    this.#params = params
    this.#crew = crew
    this.#random = new MersenneTwister(params.seed)
    this.#count = targets.labels.length
    this.#classes = classesOf(params)
    const matrix = loadMatrix(kernel, bins.matrix, rows)
    const ground = { kernel, crew, bins, matrix, rows: this.#count, hasMissing }
    this.#grower = new Grower(ground, params, this.#random)
    this.#margins = this.#loadMargins(start.intercepts)
    this.#pairs = kernel.take(this.#count * this.#classes * 8)
    this.#sampled = this.#isSampled ? kernel.take(this.#count * 8) : 0
    this.#loss = this.#createLoss(targets)
    this.#raise = kernel.take(RAISE_BYTES)
    this.#leafRecords = new RecordRoom(kernel, LEAF_BYTES)
  }

  /** One round: `numParallelTree` trees a class, all from the gradients before the round. */
  round(): RoundTree[] {
    this.#crew.perform(this.kernel, OP_XGBOOST_GRADIENTS, this.#loss)
    const trees: RoundTree[] = []
    for (let classIndex = 0; classIndex < this.#classes; classIndex++) {
      for (let i = 0; i < this.#params.numParallelTree; i++) {
        const grown = this.#grower.grow(this.#pairsOf(classIndex))
        this.#raiseMargins(grown, classIndex)
        trees.push({ tree: grown.tree, classIndex })
      }
    }
    return trees
  }

  /** Rows that are dropped keep their place, with gradient and hessian 0. */
  get #isSampled(): boolean {
    const share = Math.fround(this.#params.subsample)
    return share < 1 && Math.trunc(Math.fround(this.#count * share)) < this.#count
  }

  #pairsOf(classIndex: number): number {
    const pairs = this.#pairs + classIndex * this.#count * 8
    if (!this.#isSampled) return pairs
    const share = Math.fround(this.#params.subsample)
    this.kernel.exports.xgboostSample(pairs, this.#sampled, this.#count, this.#random.next(), share)
    return this.#sampled
  }

  #raiseMargins({ tree, leaves }: GrownTree, classIndex: number): void {
    const { kernel } = this
    const address = this.#leafRecords.take(leaves.length)
    for (const [i, { node, range }] of leaves.entries()) {
      const at = address + i * LEAF_BYTES
      const field = kernel.u32(at, LEAF_BYTES / 4)
      field[LEAF_ROWS / 4] = range.rows
      field[LEAF_COUNT / 4] = range.count
      kernel.f32(at + LEAF_VALUE, 1)[0] = tree.splitConditions[node]!
    }
    const field = kernel.u32(this.#raise, RAISE_BYTES / 4)
    field[RAISE_LEAVES / 4] = address
    field[RAISE_COUNT / 4] = leaves.length
    field[RAISE_MARGINS / 4] = this.#margins + classIndex * 4
    field[RAISE_CLASSES / 4] = this.#classes
    this.#crew.perform(kernel, OP_XGBOOST_RAISE, this.#raise)
  }

  #loadMargins(intercepts: Float32Array): number {
    const length = this.#count * this.#classes
    const address = this.kernel.take(length * 4)
    const margins = this.kernel.f32(address, length)
    for (let i = 0; i < length; i++) margins[i] = intercepts[i % this.#classes]!
    return address
  }

  #createLoss({ labels, weights }: Targets): number {
    const { kernel } = this
    const address = kernel.take(LOSS_BYTES)
    const field = kernel.u32(address, LOSS_BYTES / 4)
    field[LOSS_MARGINS / 4] = this.#margins
    field[LOSS_LABELS / 4] = loadFloats(kernel, labels)
    field[LOSS_WEIGHTS / 4] = weights ? loadFloats(kernel, weights) : 0
    field[LOSS_ROWS / 4] = this.#count
    field[LOSS_CLASSES / 4] = this.#classes
    field[LOSS_PAIRS / 4] = this.#pairs
    field[LOSS_KIND / 4] = OBJECTIVES[this.#params.objective].kind
    kernel.f32(address + LOSS_POSITIVE_WEIGHT, 1)[0] = this.#params.scalePosWeight
    return address
  }
}
