import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  MATRIX_PLACES,
  OP_MARK,
  OP_MOVE,
  PARTITION_BYTES,
  PARTITION_COUNT,
  PARTITION_MATRIX,
  PARTITION_SPLITS,
  PLACE_BYTES,
  SPLIT_BIN,
  SPLIT_BYTES,
  SPLIT_COUNT,
  SPLIT_DEFAULT_LEFT,
  SPLIT_LEFT_COUNTS,
  SPLIT_MARKS,
  SPLIT_MISSING_BIN,
  SPLIT_PAIRS,
  SPLIT_PLACE,
  SPLIT_ROWS,
  SPLIT_TO_PAIRS,
  SPLIT_TO_ROWS,
} from '../../kernel/layout.ts'
import type { FeatureCuts } from '../bins/quantile-cuts.ts'
import type { Leaf, RowRange } from './leaf.ts'

/** Splits carried out at once: a batch. */
const MOST_SPLITS = 256

/** Rows and their pairs; partitioning moves between two of these. */
interface RowPlace {
  readonly rows: number
  readonly pairs: number
}

/** Parts the rows of split leaves among their children, keeping their order. */
export class Partitioner {
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #features: readonly FeatureCuts[]
  readonly #placeRecords: number
  readonly #partition: number
  readonly #splits: number
  readonly #leftCounts: number
  readonly #marks: number
  readonly #even: RowPlace
  readonly #odd: RowPlace
  readonly #all: number

  /** @param matrix address of its record */
  constructor(kernel: Kernel, crew: Crew, features: readonly FeatureCuts[], matrix: number, rows: number) {
    this.#kernel = kernel
    this.#crew = crew
    this.#features = features
    this.#placeRecords = kernel.u32(matrix + MATRIX_PLACES, 1)[0]!
    this.#partition = kernel.take(PARTITION_BYTES)
    this.#splits = kernel.take(MOST_SPLITS * SPLIT_BYTES)
    this.#leftCounts = kernel.take(MOST_SPLITS * crew.parts * 4)
    this.#marks = kernel.take(rows)
    this.#even = { rows: kernel.take(rows * 4), pairs: kernel.take(rows * 8) }
    this.#odd = { rows: kernel.take(rows * 4), pairs: kernel.take(rows * 8) }
    this.#all = kernel.take(rows * 4)
    const numbers = kernel.u32(this.#all, rows)
    for (let row = 0; row < rows; row++) numbers[row] = row
    const field = kernel.u32(this.#partition, PARTITION_BYTES / 4)
    field[PARTITION_MATRIX / 4] = matrix
    field[PARTITION_SPLITS / 4] = this.#splits
  }

  /** All rows, with the pairs of a new tree. */
  root(pairs: number, count: number): RowRange {
    return { rows: this.#all, pairs, count, place: 'root', first: 0 }
  }

  /** @returns left and right range of each leaf */
  part(leaves: readonly Leaf[]): [RowRange, RowRange][] {
    for (const [i, leaf] of leaves.entries()) this.#writeSplit(i, leaf)
    this.#kernel.u32(this.#partition + PARTITION_COUNT, 1)[0] = leaves.length
    this.#crew.perform(this.#kernel, OP_MARK, this.#partition)
    this.#crew.perform(this.#kernel, OP_MOVE, this.#partition)
    return leaves.map((leaf, i) => this.#rangesOf(leaf.range, this.#leftCount(i)))
  }

  #writeSplit(i: number, { range, split }: Leaf): void {
    const { feature, bin, isDefaultLeft } = split!
    const [, to] = this.#targetOf(range)
    const { hasMissing, cuts } = this.#features[feature]!
    const field = this.#kernel.i32(this.#splits + i * SPLIT_BYTES, SPLIT_BYTES / 4)
    field[SPLIT_ROWS / 4] = range.rows
    field[SPLIT_PAIRS / 4] = range.pairs
    field[SPLIT_COUNT / 4] = range.count
    field[SPLIT_TO_ROWS / 4] = to.rows + range.first * 4
    field[SPLIT_TO_PAIRS / 4] = to.pairs + range.first * 8
    field[SPLIT_PLACE / 4] = this.#placeRecords + feature * PLACE_BYTES
    field[SPLIT_BIN / 4] = bin
    field[SPLIT_MISSING_BIN / 4] = hasMissing ? cuts.length : -1
    field[SPLIT_DEFAULT_LEFT / 4] = Number(isDefaultLeft)
    field[SPLIT_MARKS / 4] = this.#marks + range.first
    field[SPLIT_LEFT_COUNTS / 4] = this.#leftCounts + i * this.#crew.parts * 4
  }

  #targetOf(range: RowRange): ['even' | 'odd', RowPlace] {
    return range.place === 'even' ? ['odd', this.#odd] : ['even', this.#even]
  }

  #leftCount(i: number): number {
    const { parts } = this.#crew
    return this.#kernel.u32(this.#leftCounts + i * parts * 4, parts).reduce((sum, count) => sum + count, 0)
  }

  #rangesOf(range: RowRange, left: number): [RowRange, RowRange] {
    const [place, to] = this.#targetOf(range)
    const rangeAt = (first: number, count: number): RowRange => ({
      rows: to.rows + first * 4,
      pairs: to.pairs + first * 8,
      count,
      place,
      first,
    })
    return [rangeAt(range.first, left), rangeAt(range.first + left, range.count - left)]
  }
}
