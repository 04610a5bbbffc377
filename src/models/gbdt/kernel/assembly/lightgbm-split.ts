// LightGBM's search for the best split of one feature (src/treelearner/feature_histogram.hpp): a scan down, and where
// there are missing values a second one up, which must be better.

import {
  CANDIDATE_BIN,
  CANDIDATE_DEFAULT_LEFT,
  CANDIDATE_FEATURE,
  CANDIDATE_GAIN,
  CANDIDATE_LEFT_COUNT,
  CANDIDATE_LEFT_GRADIENT,
  CANDIDATE_RIGHT_COUNT,
  CANDIDATE_RIGHT_GRADIENT,
  NODE_COUNT,
  NODE_EXTRA,
  NODE_FLAGS,
  NODE_GRADIENT,
  NODE_HESSIAN,
  NODE_SIBLING,
} from '../layout/training'
import {
  FEATURE_BINS,
  FEATURE_BYTES,
  FEATURE_DEFAULT_BIN,
  FEATURE_MISSING,
  FEATURE_MOST_FREQ_BIN,
  MISSING_NAN,
  MISSING_NONE,
  MISSING_ZERO,
  RULE_FEATURES,
  RULE_MIN_GAIN,
} from '../layout/lightgbm'
import { leafGain } from './lightgbm-gain'
import {
  bestBin,
  bestCount,
  bestGain,
  bestLeft,
  hessianOf,
  keepBest,
  scanDown,
  scanUp,
  sumsOf,
} from './lightgbm-scan'

/**
 * Looks for the best split of a feature and makes it the candidate if its gain is greater. Whether there is any
 * admissible split at all goes into the node's NODE_EXTRA: without one, descendants do not look again.
 *
 * @param histogram first slot of the feature
 */
export function lightgbmScan(
  rule: usize,
  node: usize,
  feature: i32,
  histogram: usize,
  candidate: usize,
): void {
  const splittable = <usize>load<u32>(node, NODE_EXTRA) + feature
  if (!load<u8>(splittable)) return
  const known = <usize>load<u32>(rule, RULE_FEATURES) + <usize>feature * FEATURE_BYTES
  if (!load<u32>(node, NODE_SIBLING)) fixMostFrequent(node, known, histogram)
  const least = leastGain(rule, node)
  const bins = load<i32>(known, FEATURE_BINS)
  const missing = load<i32>(known, FEATURE_MISSING)
  const isTwoWay = bins > 2 && missing !== MISSING_NONE
  const skipped = isTwoWay && missing === MISSING_ZERO ? load<i32>(known, FEATURE_DEFAULT_BIN) : -1
  const lastBin = isTwoWay && missing === MISSING_NAN ? bins - 2 : bins - 1
  scanDown(rule, node, histogram, lastBin, skipped, least)
  let isFound = bestBin >= 0
  let gain = isFound ? bestGain - least : -Infinity
  let isLeft = isTwoWay || missing !== MISSING_NAN
  if (isTwoWay) {
    const bin = bestBin
    const count = bestCount
    const left = bestLeft
    scanUp(rule, node, known, histogram, skipped, least)
    isFound = isFound || bestBin >= 0
    if (bestBin >= 0 && bestGain > gain + least) {
      gain = bestGain - least
      isLeft = false
    } else keepBest(bin, count, left)
  }
  store<u8>(splittable, u8(isFound))
  if (isFound) offer(node, feature, candidate, gain, isLeft)
}

/** The feature's split replaces the candidate if it gains more and the node may use the feature. */
function offer(node: usize, feature: i32, candidate: usize, gain: f64, isDefaultLeft: bool): void {
  const usable: usize = load<u32>(node, NODE_FLAGS)
  if (usable && !load<u8>(usable + feature)) return
  if (load<i32>(candidate, CANDIDATE_FEATURE) >= 0 && !(gain > load<f64>(candidate, CANDIDATE_GAIN))) return
  store<f64>(candidate, gain, CANDIDATE_GAIN)
  store<i32>(candidate, feature, CANDIDATE_FEATURE)
  store<i32>(candidate, bestBin, CANDIDATE_BIN)
  store<i32>(candidate, i32(isDefaultLeft), CANDIDATE_DEFAULT_LEFT)
  store<i32>(candidate, bestCount, CANDIDATE_LEFT_COUNT)
  store<i32>(candidate, load<i32>(node, NODE_COUNT) - bestCount, CANDIDATE_RIGHT_COUNT)
  v128.store(candidate, bestLeft, CANDIDATE_LEFT_GRADIENT)
  v128.store(candidate, f64x2.sub(sumsOf(node), bestLeft), CANDIDATE_RIGHT_GRADIENT)
}

/**
 * The most frequent bin as the original has it: what the node has and the other bins lack. It does so with
 * histograms built from rows, and with the first bin never, which no scan reads.
 */
function fixMostFrequent(node: usize, known: usize, histogram: usize): void {
  const fixed = load<i32>(known, FEATURE_MOST_FREQ_BIN)
  if (fixed === 0) return
  const bins = load<i32>(known, FEATURE_BINS)
  let gradient = load<f64>(node, NODE_GRADIENT)
  let hessian = load<f64>(node, NODE_HESSIAN)
  for (let bin = 0; bin < bins; bin++) {
    if (bin === fixed) continue
    gradient -= load<f64>(histogram + (<usize>bin << 4))
    hessian -= load<f64>(histogram + (<usize>bin << 4), 8)
  }
  store<f64>(histogram + (<usize>fixed << 4), gradient)
  store<f64>(histogram + (<usize>fixed << 4), hessian, 8)
}

/** Gain that a split must exceed: the unsplit node's, plus the minimum. */
function leastGain(rule: usize, node: usize): f64 {
  return leafGain(rule, load<f64>(node, NODE_GRADIENT), hessianOf(node)) + load<f64>(rule, RULE_MIN_GAIN)
}
