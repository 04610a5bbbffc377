import type { BinnedMatrix } from '../binning/binned-matrix.ts'
import type { FeatureMatrix } from '../feature-matrix.ts'
import { rowsOf } from '../feature-matrix.ts'
import { createKernel } from '../kernel/kernel.ts'
import type { BinMapper, BinParams } from './bin-mapper.ts'
import { makeBinMapper } from './bin-mapper.ts'
import { layOut } from './bin-layout.ts'
import { fillRows } from './bin-rows.ts'
import { findBundles, usedPositions } from './feature-bundles.ts'
import { resolveLightgbmParams } from './params.ts'
import type { FeatureSampler } from './sample.ts'
import { createSampler, sampleRows } from './sample.ts'

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
 * @throws QtError on an empty or ragged matrix, or on wrong parameters
 */
export function binForLightgbm(matrix: FeatureMatrix, { rows, ...given }: BinOptions = {}): LightgbmBins {
  const params = resolveLightgbmParams(given)
  const total = rowsOf(matrix)
  const known = rows?.length ?? total
  const kernel = createKernel()
  const sampled = sampleRows(known, params.binConstructSampleCount, params.dataRandomSeed, rows)
  const sampler = createSampler(kernel, sampled)
  const filterCount = Math.trunc((params.minDataInLeaf * sampled.count) / known)
  const nonZero: number[] = []
  const mappers = matrix.columns.map((column) => {
    const feature = sampler.sorted(column)
    nonZero.push(feature.sorted.length + feature.missingCount)
    return makeBinMapper(feature, params, filterCount)
  })
  const used = mappers.flatMap((mapper, feature) => (mapper.isTrivial ? [] : [feature]))
  const features = used.map((feature) => sparseFeature(matrix, mappers, nonZero, feature, sampler, sampled.count))
  const sample = { total: sampled.count, rows: known, isEnableSparse: params.isEnableSparse }
  const bundles = params.enableBundle ? findBundles(features, sample) : []
  const { plan, places } = layOut(mappers, used, bundles)
  return { mappers, used, matrix: fillRows(kernel, matrix, { mappers, used, plan, places }) }
}

/** Another data set (to evaluate on) in the same bins. */
export function binAlike(matrix: FeatureMatrix, bins: LightgbmBins): LightgbmBins {
  const { mappers, used } = bins
  const { plan, places } = bins.matrix
  return { mappers, used, matrix: fillRows(createKernel(), matrix, { mappers, used, plan, places }) }
}

function sparseFeature(
  matrix: FeatureMatrix,
  mappers: readonly BinMapper[],
  nonZero: readonly number[],
  feature: number,
  sampler: FeatureSampler,
  total: number,
) {
  const mapper = mappers[feature]!
  const list = () => {
    const { positions, values } = sampler.nonZero(matrix.columns[feature]!)
    return usedPositions(mapper, total, positions, asSorted(values))
  }
  const used = mapper.defaultBin === mapper.mostFreqBin ? nonZero[feature]! : list().length
  return { feature, nonZero: nonZero[feature]!, used, positions: list }
}

/** What the original holds after looking for bins: known values sorted in front, leftovers behind. */
function asSorted(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const left = values.slice()
  left.set(known)
  return left
}
