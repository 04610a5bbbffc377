import type { Random } from '../../../src/core/random.ts'
import type { BinnedMatrix, FeaturePlace } from '../../../src/models/gbdt/binning/binned-matrix.ts'
import {
  createRows,
  histogramBytes,
  loadMatrix,
  planMatrix,
} from '../../../src/models/gbdt/binning/binned-matrix.ts'
import { Partitioner } from '../../../src/models/gbdt/growth/partitioner.ts'
import { type RowRange, rootRange } from '../../../src/models/gbdt/growth/row-range.ts'
import { SplitSearch } from '../../../src/models/gbdt/growth/split-search.ts'
import { ALONE, type Crew } from '../../../src/models/gbdt/kernel/crew.ts'
import { createKernel, type Kernel } from '../../../src/models/gbdt/kernel/kernel.ts'
import { FAMILY_XGBOOST } from '../../../src/models/gbdt/kernel/layout/training.ts'

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
    const { kernel } = this
    const bytes = histogramBytes(this.matrix.plan)
    const [first, all, difference] = [kernel.take(bytes), kernel.take(bytes), kernel.take(bytes)] as const
    const search = new SplitSearch(
      kernel,
      this.crew,
      { family: FAMILY_XGBOOST, rule: 0, matrix: this.record },
      2,
    )
    const filled = { sums: { gradient: 0, hessian: 0 }, allowed: 0, only: 'fill' } as const
    search.search([
      { ...filled, range: this.range(cut), histogram: first },
      { ...filled, range: this.range(this.rows.length), histogram: all },
    ])
    const view = (address: number) => kernel.f64(address, bytes / 8)
    view(difference).set(view(all))
    search.search([{ ...filled, range: this.range(0), histogram: difference, sibling: first }])
    return { first: view(first), all: view(all), difference: view(difference) }
  }

  /** Parts all rows by one split. @returns rows and gradients in their new order, and how many went left */
  part(feature: number, bin: number, missingBin: number, isDefaultLeft: boolean) {
    const { kernel, crew, record: matrix, rows } = this
    const missingBins = Int32Array.from(this.matrix.places, () => missingBin)
    const partitioner = new Partitioner(kernel, crew, { matrix, rows: rows.length, missingBins }, 1)
    const split = { feature, bin, isDefaultLeft }
    const [[left]] = partitioner.part([{ range: this.range(rows.length), split }]) as [[RowRange, RowRange]]
    return {
      rows: kernel.u32(left.rows, rows.length),
      pairs: kernel.f32(left.pairs, rows.length * 2),
      left: left.count,
    }
  }

  /** The first rows. */
  private range(count: number): RowRange {
    return rootRange(this.rowsAddress, this.pairsAddress, count)
  }
}
