import { placeRecord } from '../../binning/binned-matrix.ts'
import type { RowRange } from '../../growth/row-range.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  FORK_BIN,
  FORK_BYTES,
  FORK_DEFAULT_LEFT,
  FORK_LEFT,
  FORK_MISSING_BIN,
  FORK_PLACE,
  FORK_RIGHT,
  LEAF_BYTES,
  LEAF_COUNT,
  LEAF_ROWS,
  LEAF_VALUE,
  OP_LIGHTGBM_RAISE,
  OP_LIGHTGBM_WALK,
  RAISE_BYTES,
  RAISE_COUNT,
  RAISE_LEAVES,
  RAISE_SCORES,
  WALK_BYTES,
  WALK_COUNT,
  WALK_FORKS,
  WALK_MATRIX,
  WALK_ROWS,
  WALK_SCORES,
  WALK_VALUES,
} from '../../kernel/layout/lightgbm.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { LightgbmTree } from '../model.ts'
import type { BinSplit } from './grow-tree.ts'
import { missingBinsOf } from './missing-bins.ts'

/** Rows whose leaf is found by their bins: addresses. */
interface WalkedRows {
  /** Of their Matrix record. */
  readonly matrix: number
  readonly scores: number
  /** Row numbers; 0: all rows. */
  readonly rows: number
  readonly count: number
}

/** Adds new trees to scores. */
export class ScoreRaiser {
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #missingBins: Int32Array
  readonly #raise: number
  readonly #leaves: number
  readonly #walk: number
  readonly #forks: number
  readonly #values: number

  constructor(kernel: Kernel, crew: Crew, bins: LightgbmBins, numLeaves: number) {
    this.#kernel = kernel
    this.#crew = crew
    this.#missingBins = missingBinsOf(bins)
    this.#raise = kernel.take(RAISE_BYTES)
    this.#leaves = kernel.take(numLeaves * LEAF_BYTES)
    this.#walk = kernel.take(WALK_BYTES)
    this.#forks = kernel.take(numLeaves * FORK_BYTES)
    this.#values = kernel.take(numLeaves * 8)
  }

  /** Adds the leaves' values to the scores of the rows that the tree was grown on. */
  addGrown(scores: number, leafRows: readonly RowRange[], values: Float64Array): void {
    for (const [i, { rows, count }] of leafRows.entries()) {
      const leaf = this.#leaves + i * LEAF_BYTES
      const field = this.#kernel.u32(leaf, LEAF_BYTES / 4)
      field[LEAF_ROWS / 4] = rows
      field[LEAF_COUNT / 4] = count
      this.#kernel.f64(leaf, LEAF_BYTES / 8)[LEAF_VALUE / 8] = values[i]!
    }
    const field = this.#kernel.u32(this.#raise, RAISE_BYTES / 4)
    field[RAISE_LEAVES / 4] = this.#leaves
    field[RAISE_COUNT / 4] = leafRows.length
    field[RAISE_SCORES / 4] = scores
    this.#crew.perform(this.#kernel, OP_LIGHTGBM_RAISE, this.#raise)
  }

  /** Adds a tree to the scores of rows that it was not grown on. */
  addWalked(walked: WalkedRows, tree: LightgbmTree, splits: readonly BinSplit[]): void {
    this.#writeTree(walked.matrix, tree, splits)
    const field = this.#kernel.u32(this.#walk, WALK_BYTES / 4)
    field[WALK_MATRIX / 4] = walked.matrix
    field[WALK_FORKS / 4] = this.#forks
    field[WALK_VALUES / 4] = this.#values
    field[WALK_ROWS / 4] = walked.rows
    field[WALK_COUNT / 4] = walked.count
    field[WALK_SCORES / 4] = walked.scores
    this.#crew.perform(this.#kernel, OP_LIGHTGBM_WALK, this.#walk)
  }

  /** Where bins are found differs between matrices: bundles are the training set's only. */
  #writeTree(matrix: number, tree: LightgbmTree, splits: readonly BinSplit[]): void {
    for (const [i, split] of splits.entries()) {
      const field = this.#kernel.i32(this.#forks + i * FORK_BYTES, FORK_BYTES / 4)
      field[FORK_PLACE / 4] = placeRecord(this.#kernel, matrix, split.feature)
      field[FORK_BIN / 4] = split.bin
      field[FORK_MISSING_BIN / 4] = this.#missingBins[split.feature]!
      field[FORK_DEFAULT_LEFT / 4] = Number(split.isDefaultLeft)
      field[FORK_LEFT / 4] = tree.leftChild[i]!
      field[FORK_RIGHT / 4] = tree.rightChild[i]!
    }
    this.#kernel.f64(this.#values, tree.leafCount).set(tree.leafValue)
  }
}
