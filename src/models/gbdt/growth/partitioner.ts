import { placeRecord } from '../binning/binned-matrix.ts'
import type { Crew } from '../kernel/crew.ts'
import type { Kernel } from '../kernel/kernel.ts'
import {
  OP_MARK,
  OP_MOVE,
  PARTITION_BYTES,
  PARTITION_COUNT,
  PARTITION_MATRIX,
  PARTITION_SPLITS,
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
} from '../kernel/layout/training.ts'
import type { RowRange } from './row-range.ts'
import type { Split } from './split.ts'

/** Rows that a split parts. */
interface Parting {
  readonly range: RowRange
  readonly split: Pick<Split, 'feature' | 'bin' | 'isDefaultLeft'>
}

/** The binned rows that are parted. */
interface PartedMatrix {
  /** Address of its record. */
  readonly matrix: number
  readonly rows: number
  /** Bin of missing values of each feature; −1: it has none. */
  readonly missingBins: Int32Array
}

/** Rows and their pairs; partitioning moves between two of these. */
interface RowPlace {
  readonly rows: number
  readonly pairs: number
}

/** Parts the rows of split nodes among their children, keeping their order. */
export class Partitioner {
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #parted: PartedMatrix
  readonly #partition: number
  readonly #splits: number
  readonly #leftCounts: number
  readonly #marks: number
  readonly #even: RowPlace
  readonly #odd: RowPlace

  /** @param mostSplits carried out at once */
  constructor(kernel: Kernel, crew: Crew, parted: PartedMatrix, mostSplits: number) {
    const { matrix, rows } = parted
    this.#kernel = kernel
    this.#crew = crew
    this.#parted = parted
    this.#partition = kernel.take(PARTITION_BYTES)
    this.#splits = kernel.take(mostSplits * SPLIT_BYTES)
    this.#leftCounts = kernel.take(mostSplits * crew.parts * 4)
    this.#marks = kernel.take(rows)
    this.#even = { rows: kernel.take(rows * 4), pairs: kernel.take(rows * 8) }
    this.#odd = { rows: kernel.take(rows * 4), pairs: kernel.take(rows * 8) }
    const field = kernel.u32(this.#partition, PARTITION_BYTES / 4)
    field[PARTITION_MATRIX / 4] = matrix
    field[PARTITION_SPLITS / 4] = this.#splits
  }

  /** @returns left and right range of each */
  part(partings: readonly Parting[]): [left: RowRange, right: RowRange][] {
    for (const [i, parting] of partings.entries()) this.#writeSplit(i, parting)
    this.#kernel.u32(this.#partition + PARTITION_COUNT, 1)[0] = partings.length
    this.#crew.perform(this.#kernel, OP_MARK, this.#partition)
    this.#crew.perform(this.#kernel, OP_MOVE, this.#partition)
    return partings.map(({ range }, i) => this.#rangesOf(range, this.#leftCount(i)))
  }

  #writeSplit(i: number, { range, split }: Parting): void {
    const { matrix, missingBins } = this.#parted
    const [, to] = this.#targetOf(range)
    const field = this.#kernel.i32(this.#splits + i * SPLIT_BYTES, SPLIT_BYTES / 4)
    field[SPLIT_ROWS / 4] = range.rows
    field[SPLIT_PAIRS / 4] = range.pairs
    field[SPLIT_COUNT / 4] = range.count
    field[SPLIT_TO_ROWS / 4] = to.rows + range.first * 4
    field[SPLIT_TO_PAIRS / 4] = to.pairs + range.first * 8
    field[SPLIT_PLACE / 4] = placeRecord(this.#kernel, matrix, split.feature)
    field[SPLIT_BIN / 4] = split.bin
    field[SPLIT_MISSING_BIN / 4] = missingBins[split.feature]!
    field[SPLIT_DEFAULT_LEFT / 4] = Number(split.isDefaultLeft)
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
