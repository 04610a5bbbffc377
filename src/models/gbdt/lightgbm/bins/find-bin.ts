/**
 * Bin bounds of LightGBM (src/io/bin.cpp): zero has a bin of its own, and the values below and above it are cut
 * greedily into bins of about equal count.
 */

import { nextUp } from '../../libm/next-up.ts'
import { ZERO_THRESHOLD } from '../constants.ts'

/** Distinct values, ascending, and how often each was seen. Only the first `size` entries count. */
export interface DistinctValues {
  readonly values: Float64Array
  readonly counts: Int32Array
  readonly size: number
}

/** Whether b ≥ a is the same value to LightGBM: at most one float64 further. */
export function isSameValue(a: number, b: number): boolean {
  // The cheap test first; it lets ∞ pass beside the largest numbers, which are its neighbours.
  return b === a || (!(b > a + Math.abs(a) * Number.EPSILON) && b <= nextUp(a))
}

/**
 * Upper bounds of the bins of one feature, the last one ∞.
 *
 * @param total values in all, without missing ones
 */
export function findBounds(
  distinct: DistinctValues,
  maxBin: number,
  total: number,
  minDataInBin: number,
): number[] {
  const { values, counts, size } = distinct
  const negative = firstAbove(distinct, -ZERO_THRESHOLD, 0)
  const positive = firstAbove(distinct, ZERO_THRESHOLD, negative)
  const leftTotal = sum(counts, 0, negative)
  const rightTotal = sum(counts, positive, size)
  const zeros = sum(counts, negative, positive)
  const bounds: number[] = []
  if (negative > 0 && maxBin > 1) {
    const share = Math.max(1, Math.trunc((leftTotal / (total - zeros)) * (maxBin - 1)))
    bounds.push(...greedyBounds(values, counts, 0, negative, share, leftTotal, minDataInBin))
    bounds[bounds.length - 1] = -ZERO_THRESHOLD
  }
  const rightBins = maxBin - 1 - bounds.length
  if (positive === size || rightBins <= 0) return [...bounds, Number.POSITIVE_INFINITY]
  const right = greedyBounds(values, counts, positive, size, rightBins, rightTotal, minDataInBin)
  return [...bounds, ZERO_THRESHOLD, ...right]
}

/** First index ≥ from whose value is above the limit, or the size. */
function firstAbove({ values, size }: DistinctValues, limit: number, from: number): number {
  let low = from
  let high = size
  while (low < high) {
    const middle = (low + high) >> 1
    if (values[middle]! > limit) high = middle
    else low = middle + 1
  }
  return low
}

function sum(counts: Int32Array, from: number, to: number): number {
  let total = 0
  for (let i = from; i < to; i++) total += counts[i]!
  return total
}

/** Bounds for the values from … to − 1, ending in ∞ (GreedyFindBin). */
function greedyBounds(
  values: Float64Array,
  counts: Int32Array,
  from: number,
  to: number,
  maxBin: number,
  total: number,
  minDataInBin: number,
): number[] {
  if (to - from <= maxBin) return boundsOfFew(values, counts, from, to, minDataInBin)
  const bins = Math.max(1, Math.min(maxBin, Math.trunc(total / minDataInBin)))
  return boundsOfMany(values, counts, from, to, bins, total)
}

/** A bound between two neighbours, unless it is the one before it. @returns whether it was added */
function addBound(bounds: number[], low: number, high: number): boolean {
  const bound = nextUp((low + high) / 2)
  const last = bounds.at(-1)
  if (last !== undefined && isSameValue(last, bound)) return false
  bounds.push(bound)
  return true
}

/** A bin for each value, or for as many as make up `minDataInBin`. */
function boundsOfFew(
  values: Float64Array,
  counts: Int32Array,
  from: number,
  to: number,
  minDataInBin: number,
): number[] {
  const bounds: number[] = []
  let inBin = 0
  for (let i = from; i < to - 1; i++) {
    inBin += counts[i]!
    if (inBin >= minDataInBin && addBound(bounds, values[i]!, values[i + 1]!)) inBin = 0
  }
  bounds.push(Number.POSITIVE_INFINITY)
  return bounds
}

/** Bins of about equal count; a value that alone fills one has it for itself. */
function boundsOfMany(
  values: Float64Array,
  counts: Int32Array,
  from: number,
  to: number,
  bins: number,
  total: number,
): number[] {
  const bigCount = total / bins
  let restBins = bins
  let rest = total
  for (let i = from; i < to; i++) {
    if (counts[i]! < bigCount) continue
    restBins--
    rest -= counts[i]!
  }
  let mean = rest / restBins
  const bounds: number[] = []
  let inBin = 0
  let closed = 0
  for (let i = from; i < to - 1; i++) {
    const isBig = counts[i]! >= bigCount
    if (!isBig) rest -= counts[i]!
    inBin += counts[i]!
    const nextIsBig = counts[i + 1]! >= bigCount
    const isFull = isBig || inBin >= mean || (nextIsBig && inBin >= Math.max(1, mean * 0.5))
    if (!isFull) continue
    addBound(bounds, values[i]!, values[i + 1]!)
    closed++
    if (closed >= bins - 1) break
    inBin = 0
    if (!isBig) mean = rest / --restBins
  }
  bounds.push(Number.POSITIVE_INFINITY)
  return bounds
}
