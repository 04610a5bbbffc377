import { ZERO_THRESHOLD } from '../constants.ts'
import { MISSING } from '../model.ts'
import type { LightgbmParams } from '../param-types.ts'
import type { DistinctValues } from './find-bin.ts'
import { findBounds, isSameValue } from './find-bin.ts'

type MissingType = (typeof MISSING)[keyof typeof MISSING]

/** A bin must hold this share of the values to be left out of histograms instead of the zeros' bin. */
const SPARSE_SHARE = 0.7

/** How the values of one feature become bins. */
export interface BinMapper {
  readonly missing: MissingType
  /** Upper bounds, the last one ∞; with a bin of missing values (NaN) behind it if `missing` is `nan`. */
  readonly bounds: Float64Array
  /** Bins in all, that of missing values included. */
  readonly bins: number
  /** A single bin, or no cut that leaves enough rows on both sides: not used in training. */
  readonly isTrivial: boolean
  /** Bin of 0. */
  readonly defaultBin: number
  /** The bin that histograms leave out: it is what the others lack. */
  readonly mostFreqBin: number
  readonly minimum: number
  readonly maximum: number
}

/** One feature's sampled values, zeros and missing ones only counted. */
export interface SampledFeature {
  /** Not zero, not missing; ascending. */
  readonly sorted: Float32Array | Float64Array
  readonly missingCount: number
  /** Rows sampled in all. */
  readonly total: number
}

/** Parameters that bins depend on. */
export type BinParams = Pick<
  LightgbmParams,
  | 'maxBin'
  | 'minDataInBin'
  | 'minDataInLeaf'
  | 'binConstructSampleCount'
  | 'dataRandomSeed'
  | 'useMissing'
  | 'zeroAsMissing'
  | 'featurePreFilter'
  | 'enableBundle'
  | 'isEnableSparse'
>

/**
 * The bins of one feature.
 *
 * @param filterCount rows that a cut must leave on both sides for the feature to be of use
 */
export function makeBinMapper(feature: SampledFeature, params: BinParams, filterCount: number): BinMapper {
  const { missingCount, total } = feature
  const isNaNType = params.useMissing && !params.zeroAsMissing && missingCount > 0
  const known = isNaNType ? total - missingCount : total
  const distinct = distinctValues(feature.sorted, known - feature.sorted.length)
  const maxBin = isNaNType ? params.maxBin - 1 : params.maxBin
  const bounds = findBounds(distinct, maxBin, known, params.minDataInBin)
  const counts = countBins(distinct, bounds)
  const missing = missingType(params, isNaNType, bounds.length)
  if (isNaNType) {
    bounds.push(Number.NaN)
    counts.push(missingCount)
  }
  const isTrivial = bounds.length <= 1 || (params.featurePreFilter && isUseless(counts, total, filterCount))
  const shape = { missing, bounds: Float64Array.from(bounds), bins: bounds.length }
  const defaultBin = isTrivial ? 0 : binOfValue(shape, 0)
  const mostFreqBin = isTrivial ? 0 : mostFrequent(counts, total, defaultBin)
  const minimum = distinct.values[0]!
  const maximum = distinct.values[distinct.size - 1]!
  return { ...shape, isTrivial, defaultBin, mostFreqBin, minimum, maximum }
}

function missingType(params: BinParams, isNaNType: boolean, bins: number): MissingType {
  if (isNaNType) return MISSING.nan
  return params.useMissing && params.zeroAsMissing && bins !== 2 ? MISSING.zero : MISSING.none
}

/** Runs of equal values, with the zeros at their place: between negatives and positives even if there are none. */
function distinctValues(sorted: Float32Array | Float64Array, zeros: number): DistinctValues {
  const values = new Float64Array(sorted.length + 1)
  const counts = new Int32Array(sorted.length + 1)
  let size = 0
  const addZeros = () => {
    counts[size] = zeros
    values[size++] = 0
  }
  if (sorted.length === 0 || (sorted[0]! > 0 && zeros > 0)) addZeros()
  let before = Number.NaN
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]!
    if (isSameValue(before, value)) {
      // The larger of neighbours stands for both.
      values[size - 1] = value
      counts[size - 1]!++
    } else {
      if (before < 0 && value > 0) addZeros()
      counts[size] = 1
      values[size++] = value
    }
    before = value
  }
  if (before < 0 && zeros > 0) addZeros()
  return { values, counts, size }
}

function countBins({ values, counts, size }: DistinctValues, bounds: readonly number[]): number[] {
  const inBin = new Array<number>(bounds.length).fill(0)
  let bin = 0
  for (let i = 0; i < size; i++) {
    while (bin < bounds.length - 1 && values[i]! > bounds[bin]!) bin++
    inBin[bin]! += counts[i]!
  }
  return inBin
}

/** Whether no cut leaves enough rows on both sides (NeedFilter). */
function isUseless(counts: readonly number[], total: number, filterCount: number): boolean {
  let left = 0
  for (const count of counts.slice(0, -1)) {
    left += count
    if (left >= filterCount && total - left >= filterCount) return false
  }
  return true
}

/** The first of the fullest bins, but the zeros' bin unless its share is large. */
function mostFrequent(counts: readonly number[], total: number, defaultBin: number): number {
  const fullest = counts.indexOf(Math.max(...counts))
  return counts[fullest]! / total < SPARSE_SHARE ? defaultBin : fullest
}

/** Bin of a value: the first whose bound is not below it. NaN: the bin of missing values, or that of 0. */
export function binOfValue(mapper: Pick<BinMapper, 'missing' | 'bounds' | 'bins'>, value: number): number {
  if (Number.isNaN(value)) {
    return mapper.missing === MISSING.nan ? mapper.bins - 1 : binOfValue(mapper, 0)
  }
  let low = 0
  let high = mapper.bins - (mapper.missing === MISSING.nan ? 2 : 1)
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= mapper.bounds[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether a value counts as zero when bins are made. */
export function isZero(value: number): boolean {
  return Math.abs(value) <= ZERO_THRESHOLD
}
