import { QtError } from '../../../../core/error.ts'
import {
  type BinnedMatrix,
  createRows,
  type FeaturePlace,
  type MatrixPlan,
  planMatrix,
} from '../../binning/binned-matrix.ts'
import { type FeatureMatrix, rowsOf } from '../../feature-matrix.ts'
import { ALONE, type Crew } from '../../kernel/crew.ts'
import { createKernel, type Kernel } from '../../kernel/kernel.ts'
import {
  BIN_BYTES,
  BIN_FEATURES,
  BIN_ROWS,
  BIN_SEARCHES,
  BIN_STRIDE,
  BIN_TO,
  BIN_VALUES,
  OP_XGBOOST_BIN,
  SEARCH_BYTE,
  SEARCH_BYTES,
  SEARCH_CUTS,
  SEARCH_HALF,
  SEARCH_LAST,
  SEARCH_MISSING,
  SEARCH_WIDE,
} from '../../kernel/layout/xgboost.ts'
import { type KnownNames, namedValues } from '../../training/known-names.ts'
import { XGBOOST_ALIASES } from '../../training/official-names.ts'
import { checkRowList } from '../../training/rows.ts'
import { resolveXgboostParams } from '../params.ts'
import { type CutOptions, type FeatureCuts, quantileCuts } from './quantile-cuts.ts'

/** A dataset binned once: folds train on rows of it, with the same cuts. */
export interface XgboostBins {
  readonly matrix: BinnedMatrix
  /** One a feature. */
  readonly features: readonly FeatureCuts[]
  /** What it was made with. */
  readonly maxBin: number
}

/** `maxBin`: 256 unless given. `rows`: those that the cuts may know (the training part). All rows are binned. */
export type XgboostBinOptions = Omit<CutOptions, 'maxBin'> & { readonly maxBin?: number | undefined }

/** Rows binned at a time: their values and bins stay in the cache. */
const BLOCK_ROWS = 4096

/**
 * Cuts and bins a dataset. The cuts are made from `rows`; all rows are binned.
 *
 * @throws QtError `usage` for an infinite value, a wrong option, or rows and weights that the set does not have
 */
export function binForXgboost(matrix: FeatureMatrix, options: XgboostBinOptions = {}): XgboostBins {
  const { maxBin } = resolveXgboostParams({ maxBin: options.maxBin })
  checkBinOptions(matrix, options)
  const features = quantileCuts(matrix, { ...options, maxBin })
  const outside = options.rows ? matrix.columns.map(hasMissing) : undefined
  const known = features.map((cuts, f) => (outside?.[f] ? { ...cuts, hasMissing: true } : cuts))
  return { features: known, maxBin, matrix: binRows(matrix, known, options.crew ?? ALONE) }
}

const OPTIONS: KnownNames = {
  what: 'options of binForXgboost',
  names: ['maxBin', 'rows', 'weights', 'crew'],
  aliases: XGBOOST_ALIASES,
}

function checkBinOptions(matrix: FeatureMatrix, options: XgboostBinOptions): void {
  const { rows, weights } = options
  namedValues(options, OPTIONS)
  const count = rowsOf(matrix)
  if (rows) checkRowList(rows, count, 'rows')
  if (weights && weights.length !== count) {
    throw new QtError('usage', `${weights.length} weights for ${count} rows`)
  }
}

function hasMissing(column: ArrayLike<number>): boolean {
  for (let row = 0; row < column.length; row++) if (Number.isNaN(column[row])) return true
  return false
}

/** Missing values take the slot after the last bin. */
function slotsOfFeature({ cuts, hasMissing }: FeatureCuts): number {
  return cuts.length + (hasMissing ? 1 : 0)
}

function binRows(matrix: FeatureMatrix, features: readonly FeatureCuts[], crew: Crew): BinnedMatrix {
  const rows = rowsOf(matrix)
  const plan = planMatrix(features.map(slotsOfFeature))
  const places = plan.columns.map(
    (column, f): FeaturePlace => ({
      column,
      bins: features[f]!.cuts.length,
      low: 0,
      high: column.isWide ? 65_535 : 255,
      outside: 0,
    }),
  )
  const bytes = createRows(rows, plan)
  const kernel = createKernel()
  const record = createBinRecord(kernel, plan, features)
  const [valuesAt, binsAt] = [fieldOf(kernel, record, BIN_VALUES), fieldOf(kernel, record, BIN_TO)]
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, rows - from)
    for (const [f, column] of matrix.columns.entries()) {
      kernel.f32(valuesAt + f * count * 4, count).set(column.subarray(from, from + count))
    }
    kernel.u32(record + BIN_ROWS, 1)[0] = count
    crew.perform(kernel, OP_XGBOOST_BIN, record)
    bytes.set(kernel.u8(binsAt, count * plan.stride), from * plan.stride)
  }
  return { rows, plan, places, bytes }
}

function fieldOf(kernel: Kernel, record: number, field: number): number {
  return kernel.u32(record + field, 1)[0]!
}

function createBinRecord(kernel: Kernel, plan: MatrixPlan, features: readonly FeatureCuts[]): number {
  const record = kernel.take(BIN_BYTES)
  const searches = kernel.take(features.length * SEARCH_BYTES)
  for (const [f, { cuts }] of features.entries()) {
    const field = kernel.u32(searches + f * SEARCH_BYTES, SEARCH_BYTES / 4)
    const half = halfOf(cuts.length)
    field[SEARCH_CUTS / 4] = loadCuts(kernel, cuts, half)
    field[SEARCH_HALF / 4] = half
    field[SEARCH_LAST / 4] = cuts.length - 1
    field[SEARCH_MISSING / 4] = cuts.length
    field[SEARCH_BYTE / 4] = plan.columns[f]!.byte
    field[SEARCH_WIDE / 4] = plan.columns[f]!.isWide ? 1 : 0
  }
  const field = kernel.u32(record, BIN_BYTES / 4)
  field[BIN_FEATURES / 4] = features.length
  field[BIN_SEARCHES / 4] = searches
  field[BIN_STRIDE / 4] = plan.stride
  field[BIN_VALUES / 4] = kernel.take(features.length * BLOCK_ROWS * 4)
  field[BIN_TO / 4] = kernel.take(BLOCK_ROWS * plan.stride)
  return record
}

/** Half of the power of two that a search covers. */
function halfOf(cuts: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(cuts)) - 1)
}

function loadCuts(kernel: Kernel, cuts: Float32Array, half: number): number {
  const address = kernel.take(half * 8)
  const table = kernel.f32(address, half * 2)
  table.fill(Number.POSITIVE_INFINITY)
  table.set(cuts)
  return address
}
