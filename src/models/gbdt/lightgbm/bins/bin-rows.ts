import type { BinnedMatrix, FeaturePlace, MatrixPlan } from '../../binning/binned-matrix.ts'
import { createRows } from '../../binning/binned-matrix.ts'
import type { FeatureColumn, FeatureMatrix } from '../../feature-matrix.ts'
import { rowsOf } from '../../feature-matrix.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { isBundled } from './bin-layout.ts'
import type { BinMapper } from './bin-mapper.ts'
import { binOfValue } from './bin-mapper.ts'

/** Rows that are binned together: their values and bins stay in the cache. */
const BLOCK_ROWS = 4096

/** What rows are binned by. */
interface BinRules {
  readonly mappers: readonly BinMapper[]
  readonly used: readonly number[]
  readonly plan: MatrixPlan
  readonly places: readonly FeaturePlace[]
}

/** A feature ready to be binned in the kernel. */
interface BoundTable {
  readonly column: FeatureColumn
  readonly place: FeaturePlace
  /** Address of the upper bounds, filled up with ∞ to a power of two. */
  readonly bounds: number
  readonly boundCount: number
  readonly missingBin: number
  /** Bin that is not stored; −1: all are. */
  readonly omitted: number
}

/** The bins of all rows. Features of a bundle are written in ascending order: where they meet, the last one stays. */
export function fillRows(kernel: Kernel, matrix: FeatureMatrix, rules: BinRules): BinnedMatrix {
  const { plan, places } = rules
  const rows = rowsOf(matrix)
  const bytes = createRows(rows, plan)
  const tables = rules.used.map((feature, i) =>
    tabulate(kernel, matrix.columns[feature]!, rules.mappers[feature]!, places[i]!),
  )
  const values = kernel.take(BLOCK_ROWS * Float64Array.BYTES_PER_ELEMENT)
  const block = kernel.take(BLOCK_ROWS * plan.stride)
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - from)
    const filled = kernel.u8(block, count * plan.stride).fill(0)
    for (const table of tables) fillBlock(kernel, table, from, count, values, block, plan.stride)
    bytes.set(filled, from * plan.stride)
  }
  return { rows, plan, places, bytes }
}

function tabulate(kernel: Kernel, column: FeatureColumn, mapper: BinMapper, place: FeaturePlace): BoundTable {
  const known = mapper.bounds.filter((bound) => !Number.isNaN(bound))
  const boundCount = 2 ** Math.ceil(Math.log2(known.length))
  const bounds = kernel.take(boundCount * Float64Array.BYTES_PER_ELEMENT)
  const table = kernel.f64(bounds, boundCount).fill(Number.POSITIVE_INFINITY)
  table.set(known)
  const missingBin = binOfValue(mapper, Number.NaN)
  return {
    column,
    place,
    bounds,
    boundCount,
    missingBin,
    omitted: isBundled(place) ? mapper.mostFreqBin : -1,
  }
}

function fillBlock(
  kernel: Kernel,
  table: BoundTable,
  from: number,
  count: number,
  values: number,
  block: number,
  stride: number,
): void {
  const { column, place, bounds, boundCount, missingBin, omitted } = table
  const isDouble = column instanceof Float64Array
  const target = isDouble ? kernel.f64(values, count) : kernel.f32(values, count)
  target.set(column.subarray(from, from + count))
  const { byte, isWide } = place.column
  kernel.exports.binLightgbm(
    values,
    Number(isDouble),
    count,
    bounds,
    boundCount,
    missingBin,
    omitted,
    place.low,
    block + byte,
    stride,
    Number(isWide),
  )
}
