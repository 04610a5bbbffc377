import type { Random } from '../../src/core/random.ts'
import type { BinnedMatrix, FeaturePlace } from '../../src/models/gbdt/binning/binned-matrix.ts'
import {
  createRows,
  histogramBytes,
  loadMatrix,
  planMatrix,
} from '../../src/models/gbdt/binning/binned-matrix.ts'
import { ALONE, type Crew } from '../../src/models/gbdt/kernel/crew.ts'
import { createKernel, type Kernel } from '../../src/models/gbdt/kernel/kernel.ts'
import * as at from '../../src/models/gbdt/kernel/layout.ts'

/** A matrix of random bins: one column for each number of slots. */
export function randomMatrix(random: Random, rows: number, slots: readonly number[]): BinnedMatrix {
  const plan = planMatrix(slots)
  const bytes = createRows(rows, plan)
  const places = plan.columns.map((column, f): FeaturePlace => {
    return { column, bins: slots[f]!, low: 0, high: 65_535, outside: 0 }
  })
  const matrix = { rows, plan, places, bytes }
  for (const [f, { column }] of places.entries()) {
    for (let row = 0; row < rows; row++) {
      const bin = random.integer(0, slots[f]! - 1)
      const byte = row * plan.stride + column.byte
      bytes[byte] = bin & 255
      if (column.isWide) bytes[byte + 1] = bin >> 8
    }
  }
  return matrix
}

/** The bin that a matrix holds for a row and feature. */
export function binAt({ bytes, plan, places }: BinnedMatrix, row: number, feature: number): number {
  const { column } = places[feature]!
  const byte = row * plan.stride + column.byte
  return column.isWide ? bytes[byte]! + 256 * bytes[byte + 1]! : bytes[byte]!
}

/** A kernel that holds a matrix, some of its rows in an order, and their gradients. */
export class Bench {
  readonly kernel: Kernel = createKernel()
  readonly matrix: BinnedMatrix
  readonly rows: Uint32Array
  readonly pairs: Float32Array
  readonly record: number
  readonly rowsAddress: number
  readonly pairsAddress: number
  private readonly crew: Crew

  constructor(matrix: BinnedMatrix, rows: Uint32Array, random: Random, crew: Crew = ALONE) {
    this.matrix = matrix
    this.crew = crew
    this.record = loadMatrix(this.kernel, matrix)
    this.rowsAddress = this.kernel.take(rows.length * 4)
    this.pairsAddress = this.kernel.take(rows.length * 8)
    this.rows = this.kernel.u32(this.rowsAddress, rows.length)
    this.rows.set(rows)
    this.pairs = this.kernel.f32(this.pairsAddress, rows.length * 2)
    for (let i = 0; i < this.pairs.length; i++) this.pairs[i] = random.normal()
  }

  /** Histograms of the rows [0, cut), of all rows, and of all rows minus the first. [slots × 2] */
  histograms(cut: number): { first: Float64Array; all: Float64Array; difference: Float64Array } {
    const { kernel, crew } = this
    const bytes = histogramBytes(this.matrix.plan)
    const [first, all, difference] = [kernel.take(bytes), kernel.take(bytes), kernel.take(bytes)] as const
    const nodes = kernel.take(3 * at.NODE_BYTES)
    this.writeNode(nodes, this.rowsAddress, this.pairsAddress, cut, first, 0)
    this.writeNode(nodes + at.NODE_BYTES, this.rowsAddress, this.pairsAddress, this.rows.length, all, 0)
    crew.perform(kernel, at.OP_EXPAND, this.task(nodes, 2))
    const view = (address: number) => kernel.f64(address, bytes / 8)
    view(difference).set(view(all))
    this.writeNode(nodes, 0, 0, 0, difference, first)
    crew.perform(kernel, at.OP_EXPAND, this.task(nodes, 1))
    return { first: view(first), all: view(all), difference: view(difference) }
  }

  /** Parts all rows by one split. @returns rows and gradients in their new order, and how many went left */
  part(feature: number, bin: number, missingBin: number, missingLeft: boolean) {
    const { kernel, crew, rows } = this
    const split = kernel.take(at.SPLIT_BYTES)
    const toRows = kernel.take(rows.length * 4)
    const toPairs = kernel.take(rows.length * 8)
    const counts = kernel.take(4 * crew.parts)
    const places = kernel.u32(this.record, at.MATRIX_BYTES / 4)[at.MATRIX_PLACES / 4]!
    const field = kernel.i32(split, at.SPLIT_BYTES / 4)
    field[at.SPLIT_ROWS / 4] = this.rowsAddress
    field[at.SPLIT_PAIRS / 4] = this.pairsAddress
    field[at.SPLIT_COUNT / 4] = rows.length
    field[at.SPLIT_TO_ROWS / 4] = toRows
    field[at.SPLIT_TO_PAIRS / 4] = toPairs
    field[at.SPLIT_PLACE / 4] = places + feature * at.PLACE_BYTES
    field[at.SPLIT_BIN / 4] = bin
    field[at.SPLIT_MISSING_BIN / 4] = missingBin
    field[at.SPLIT_DEFAULT_LEFT / 4] = missingLeft ? 1 : 0
    field[at.SPLIT_MARKS / 4] = kernel.take(rows.length)
    field[at.SPLIT_LEFT_COUNTS / 4] = counts
    const partition = kernel.take(at.PARTITION_BYTES)
    kernel.u32(partition, 3).set([this.record, split, 1])
    crew.perform(kernel, at.OP_MARK, partition)
    crew.perform(kernel, at.OP_MOVE, partition)
    return {
      rows: kernel.u32(toRows, rows.length),
      pairs: kernel.f32(toPairs, rows.length * 2),
      left: kernel.u32(counts, crew.parts).reduce((sum, own) => sum + own, 0),
    }
  }

  private writeNode(
    node: number,
    rows: number,
    pairs: number,
    count: number,
    histogram: number,
    sibling: number,
  ) {
    const field = this.kernel.u32(node, at.NODE_BYTES / 4)
    field[at.NODE_ROWS / 4] = rows
    field[at.NODE_PAIRS / 4] = pairs
    field[at.NODE_COUNT / 4] = count
    field[at.NODE_HISTOGRAM / 4] = histogram
    field[at.NODE_SIBLING / 4] = sibling
  }

  private task(nodes: number, count: number): number {
    const task = this.kernel.take(at.TASK_BYTES)
    const field = this.kernel.u32(task, at.TASK_BYTES / 4)
    field[at.TASK_MATRIX / 4] = this.record
    field[at.TASK_NODES / 4] = nodes
    field[at.TASK_NODE_COUNT / 4] = count
    field[at.TASK_CANDIDATES / 4] = this.kernel.take(count * this.crew.parts * at.CANDIDATE_BYTES)
    return task
  }
}
