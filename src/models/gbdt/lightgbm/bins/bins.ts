import type { BinnedMatrix } from '../../binning/binned-matrix.ts'
import type { FeatureColumn, FeatureMatrix } from '../../feature-matrix.ts'
import { rowsOf } from '../../feature-matrix.ts'
import { createKernel } from '../../kernel/kernel.ts'
import { checkRowList } from '../../training/rows.ts'
import { resolveLightgbmParams } from '../params.ts'
import { layOut } from './bin-layout.ts'
import type { BinMapper, BinParams } from './bin-mapper.ts'
import { makeBinMapper } from './bin-mapper.ts'
import { fillRows } from './bin-rows.ts'
import { findBundles, type SparseFeature, usedPositions } from './feature-bundles.ts'
import { createSampler, type FeatureSample, sampleRows } from './sample.ts'

/** A data set in LightGBM's bins: made once, shared by folds, models and workers. */
export interface LightgbmBins {
  /** One a feature of the data set. */
  readonly mappers: readonly BinMapper[]
  /** Features in use, ascending: feature i of the matrix is feature used[i] of the data set. */
  readonly used: readonly number[]
  readonly matrix: BinnedMatrix
}

/** Parameters of the bins; `rows`: those that the bins may know (the training part). All rows are binned. */
export type BinOptions = { readonly [K in keyof BinParams]?: BinParams[K] | undefined } & {
  readonly rows?: Uint32Array | undefined
}

/**
 * Bins a data set as LightGBM does.
 *
 * @throws QtError `usage` for an empty or ragged matrix, wrong parameters, or rows that the set does not have
 */
export function binForLightgbm(matrix: FeatureMatrix, { rows, ...given }: BinOptions = {}): LightgbmBins {
  const params = resolveLightgbmParams(given)
  const total = rowsOf(matrix)
  if (rows) checkRowList(rows, total, 'rows')
  const known = rows?.length ?? total
  const kernel = createKernel()
  const sampled = sampleRows(known, params.binConstructSampleCount, params.dataRandomSeed, rows)
  const sampler = createSampler(kernel, sampled)
  const filterCount = Math.trunc((params.minDataInLeaf * sampled.count) / known)
  const features = matrix.columns.map((column) => lookAt(sampler, column, params, filterCount))
  const mappers = features.map(({ mapper }) => mapper)
  const used = mappers.flatMap((mapper, feature) => (mapper.isTrivial ? [] : [feature]))
  const sparse = used.map((feature) => sparseFeature(sampler, feature, features[feature]!))
  const sample = { total: sampled.count, rows: known, isEnableSparse: params.isEnableSparse }
  const { plan, places } = layOut(mappers, used, params.enableBundle ? findBundles(sparse, sample) : [])
  return { mappers, used, matrix: fillRows(kernel, matrix, { mappers, used, plan, places }) }
}

/** Another data set (to evaluate on) in the same bins. Its features share no columns, so nothing is lost. */
export function binAlike(matrix: FeatureMatrix, { mappers, used }: LightgbmBins): LightgbmBins {
  const { plan, places } = layOut(mappers, used, [])
  return { mappers, used, matrix: fillRows(createKernel(), matrix, { mappers, used, plan, places }) }
}

/** A feature of the data set, and what the sample says of it. */
interface LookedAt {
  readonly column: FeatureColumn
  readonly mapper: BinMapper
  /** Sampled rows that are not zero. */
  readonly nonZero: number
}

function lookAt(
  sampler: FeatureSample,
  column: FeatureColumn,
  params: BinParams,
  filterCount: number,
): LookedAt {
  const seen = sampler.sorted(column)
  const mapper = makeBinMapper(seen, params, filterCount)
  return { column, mapper, nonZero: seen.sorted.length + seen.missingCount }
}

/** Positions are only listed when asked for: most features are dense, and nobody asks. */
function sparseFeature(
  sampler: FeatureSample,
  feature: number,
  { column, mapper, nonZero }: LookedAt,
): SparseFeature {
  const positions = () => {
    const seen = sampler.nonZero(column)
    return usedPositions(mapper, sampler.count, seen.positions, asSorted(seen.values))
  }
  const used = mapper.defaultBin === mapper.mostFreqBin ? nonZero : positions().length
  return { feature, nonZero, used, positions }
}

/** What the original holds after looking for bins: known values sorted in front, leftovers behind. */
function asSorted(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const left = values.slice()
  left.set(known)
  return left
}
