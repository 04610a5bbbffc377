// LightGBM's search for the best split of one feature (src/treelearner/feature_histogram.hpp). A scan from the last
// bin down sends missing values left; where there are any, a second one from the first bin up sends them right.
// Counts of rows are estimated from hessians.

import {
  CANDIDATE_BIN,
  CANDIDATE_DEFAULT_LEFT,
  CANDIDATE_FEATURE,
  CANDIDATE_GAIN,
  CANDIDATE_LEFT_COUNT,
  CANDIDATE_LEFT_GRADIENT,
  CANDIDATE_LEFT_HESSIAN,
  CANDIDATE_RIGHT_COUNT,
  CANDIDATE_RIGHT_GRADIENT,
  CANDIDATE_RIGHT_HESSIAN,
  NODE_COUNT,
  NODE_EXTRA,
  NODE_FLAGS,
  NODE_GRADIENT,
  NODE_HESSIAN,
  NODE_SIBLING,
} from '../layout'
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
  RULE_LAMBDA_L1,
  RULE_LAMBDA_L2,
  RULE_MAX_DELTA_STEP,
  RULE_MIN_DATA,
  RULE_MIN_GAIN,
  RULE_MIN_HESSIAN,
} from '../layout-lightgbm'

/** The float32 1e-15, widened: keeps hessians above zero. */
const EPSILON: f64 = <f64>(<f32>1e-15)

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
  place: usize,
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
  const isTwoWay = bins > 2 && missing != MISSING_NONE
  const skipped = isTwoWay && missing == MISSING_ZERO ? load<i32>(known, FEATURE_DEFAULT_BIN) : -1
  const lastBin = isTwoWay && missing == MISSING_NAN ? bins - 2 : bins - 1
  scanDown(rule, node, histogram, lastBin, skipped, least)
  let isFound = bestBin >= 0
  let gain: f64 = isFound ? bestGain - least : -Infinity
  let isLeft = isTwoWay || missing != MISSING_NAN
  if (isFound) keepBest()
  if (isTwoWay) {
    scanUp(rule, node, known, histogram, skipped, least)
    if (bestBin >= 0 && bestGain > gain + least) {
      gain = bestGain - least
      isLeft = false
      keepBest()
    }
    isFound = isFound || bestBin >= 0
  }
  store<u8>(splittable, u8(isFound))
  if (isFound) offer(node, feature, candidate, gain, isLeft)
}

// What a scan found, and what is kept of both. Parts are threads with instances of their own, so these are too.
let bestGain: f64 = 0
let bestBin: i32 = -1
let bestCount: i32 = 0
let bestGradient: f64 = 0
let bestHessian: f64 = 0
let keptBin: i32 = -1
let keptCount: i32 = 0
let keptGradient: f64 = 0
let keptHessian: f64 = 0

@inline
function keepBest(): void {
  keptBin = bestBin
  keptCount = bestCount
  keptGradient = bestGradient
  keptHessian = bestHessian
}

/** The feature's split replaces the candidate if it gains more and the node may use the feature. */
function offer(node: usize, feature: i32, candidate: usize, gain: f64, isDefaultLeft: bool): void {
  const usable: usize = load<u32>(node, NODE_FLAGS)
  if (usable && !load<u8>(usable + feature)) return
  if (load<i32>(candidate, CANDIDATE_FEATURE) >= 0 && !(gain > load<f64>(candidate, CANDIDATE_GAIN))) return
  store<f64>(candidate, gain, CANDIDATE_GAIN)
  store<i32>(candidate, feature, CANDIDATE_FEATURE)
  store<i32>(candidate, keptBin, CANDIDATE_BIN)
  store<i32>(candidate, i32(isDefaultLeft), CANDIDATE_DEFAULT_LEFT)
  store<i32>(candidate, keptCount, CANDIDATE_LEFT_COUNT)
  store<i32>(candidate, load<i32>(node, NODE_COUNT) - keptCount, CANDIDATE_RIGHT_COUNT)
  store<f64>(candidate, keptGradient, CANDIDATE_LEFT_GRADIENT)
  store<f64>(candidate, keptHessian, CANDIDATE_LEFT_HESSIAN)
  store<f64>(candidate, load<f64>(node, NODE_GRADIENT) - keptGradient, CANDIDATE_RIGHT_GRADIENT)
  store<f64>(candidate, hessianOf(node) - keptHessian, CANDIDATE_RIGHT_HESSIAN)
}

@inline
function hessianOf(node: usize): f64 {
  return load<f64>(node, NODE_HESSIAN) + 2 * EPSILON
}

/**
 * The most frequent bin as the original has it: what the node has and the other bins lack. It does so with
 * histograms built from rows, and with the first bin never, which no scan reads.
 */
function fixMostFrequent(node: usize, known: usize, histogram: usize): void {
  const fixed = load<i32>(known, FEATURE_MOST_FREQ_BIN)
  if (fixed == 0) return
  const bins = load<i32>(known, FEATURE_BINS)
  let gradient = load<f64>(node, NODE_GRADIENT)
  let hessian = load<f64>(node, NODE_HESSIAN)
  for (let bin = 0; bin < bins; bin++) {
    if (bin == fixed) continue
    gradient -= load<f64>(histogram + (<usize>bin << 4))
    hessian -= load<f64>(histogram + (<usize>bin << 4), 8)
  }
  store<f64>(histogram + (<usize>fixed << 4), gradient)
  store<f64>(histogram + (<usize>fixed << 4), hessian, 8)
}

/** Soft threshold: towards 0 by λ1. */
@inline
function thresholded(gradient: f64, l1: f64): f64 {
  const rest = max<f64>(0, abs(gradient) - l1)
  return gradient > 0 ? rest : gradient < 0 ? -rest : 0
}

/** G² / (H + λ2), with thresholded G; with a limit on outputs: −(2·G·o + (H + λ2)·o²). */
@inline
function leafGain(gradient: f64, hessian: f64, l1: f64, l2: f64, maxDelta: f64): f64 {
  const g = l1 > 0 ? thresholded(gradient, l1) : gradient
  if (maxDelta <= 0) return (g * g) / (hessian + l2)
  let output = -g / (hessian + l2)
  if (abs(output) > maxDelta) output = output > 0 ? maxDelta : -maxDelta
  return -(2.0 * g * output + (hessian + l2) * output * output)
}

/** Gain that a split must exceed: the unsplit node's, plus the minimum. */
function leastGain(rule: usize, node: usize): f64 {
  const l1 = load<f64>(rule, RULE_LAMBDA_L1)
  const l2 = load<f64>(rule, RULE_LAMBDA_L2)
  const maxDelta = load<f64>(rule, RULE_MAX_DELTA_STEP)
  const own = leafGain(load<f64>(node, NODE_GRADIENT), hessianOf(node), l1, l2, maxDelta)
  return own + load<f64>(rule, RULE_MIN_GAIN)
}

@inline
function rounded(x: f64): i32 {
  return <i32>(x + 0.5)
}

/** From the last bin down to bin 1: what was passed is the right side. */
function scanDown(rule: usize, node: usize, histogram: usize, lastBin: i32, skipped: i32, least: f64): void {
  const l1 = load<f64>(rule, RULE_LAMBDA_L1)
  const l2 = load<f64>(rule, RULE_LAMBDA_L2)
  const maxDelta = load<f64>(rule, RULE_MAX_DELTA_STEP)
  const minHessian = load<f64>(rule, RULE_MIN_HESSIAN)
  const minData = load<i32>(rule, RULE_MIN_DATA)
  const gradient = load<f64>(node, NODE_GRADIENT)
  const hessian = hessianOf(node)
  const count: i32 = load<u32>(node, NODE_COUNT)
  const rowsPerHessian = <f64>count / hessian
  let rightGradient: f64 = 0
  let rightHessian = EPSILON
  let rightCount = 0
  bestGain = -Infinity
  bestBin = -1
  for (let bin = lastBin; bin >= 1; bin--) {
    if (bin == skipped) continue
    const slot = histogram + (<usize>bin << 4)
    rightGradient += load<f64>(slot)
    rightHessian += load<f64>(slot, 8)
    rightCount += rounded(load<f64>(slot, 8) * rowsPerHessian)
    if (rightCount < minData || rightHessian < minHessian) continue
    const leftCount = count - rightCount
    if (leftCount < minData) break
    const leftHessian = hessian - rightHessian
    if (leftHessian < minHessian) break
    const leftGradient = gradient - rightGradient
    const gain =
      leafGain(leftGradient, leftHessian, l1, l2, maxDelta) + leafGain(rightGradient, rightHessian, l1, l2, maxDelta)
    if (gain > least && gain > bestGain) {
      bestGain = gain
      bestBin = bin - 1
      bestCount = leftCount
      bestGradient = leftGradient
      bestHessian = leftHessian
    }
  }
}

/** From the first bin up: what was passed is the left side. Missing values are in no bin that it passes. */
function scanUp(rule: usize, node: usize, known: usize, histogram: usize, skipped: i32, least: f64): void {
  const l1 = load<f64>(rule, RULE_LAMBDA_L1)
  const l2 = load<f64>(rule, RULE_LAMBDA_L2)
  const maxDelta = load<f64>(rule, RULE_MAX_DELTA_STEP)
  const minHessian = load<f64>(rule, RULE_MIN_HESSIAN)
  const minData = load<i32>(rule, RULE_MIN_DATA)
  const bins = load<i32>(known, FEATURE_BINS)
  const gradient = load<f64>(node, NODE_GRADIENT)
  const hessian = hessianOf(node)
  const count: i32 = load<u32>(node, NODE_COUNT)
  const rowsPerHessian = <f64>count / hessian
  const lacksFirst = load<i32>(known, FEATURE_MOST_FREQ_BIN) == 0
  let leftGradient: f64 = 0
  let leftHessian = EPSILON
  let leftCount = 0
  let bin = i32(lacksFirst)
  if (lacksFirst && load<i32>(known, FEATURE_MISSING) == MISSING_NAN) {
    // The first bin is what the others lack.
    leftGradient = gradient
    leftHessian = hessian - EPSILON
    leftCount = count
    for (let other = 1; other < bins; other++) {
      const slot = histogram + (<usize>other << 4)
      leftGradient -= load<f64>(slot)
      leftHessian -= load<f64>(slot, 8)
      leftCount -= rounded(load<f64>(slot, 8) * rowsPerHessian)
    }
    bin = 0
  }
  const isGiven = bin == 0 && lacksFirst
  bestGain = -Infinity
  bestBin = -1
  for (; bin <= bins - 2; bin++) {
    if (bin == skipped) continue
    if (bin > 0 || !isGiven) {
      const slot = histogram + (<usize>bin << 4)
      leftGradient += load<f64>(slot)
      leftHessian += load<f64>(slot, 8)
      leftCount += rounded(load<f64>(slot, 8) * rowsPerHessian)
    }
    if (leftCount < minData || leftHessian < minHessian) continue
    const rightCount = count - leftCount
    if (rightCount < minData) break
    const rightHessian = hessian - leftHessian
    if (rightHessian < minHessian) break
    const rightGradient = gradient - leftGradient
    const gain =
      leafGain(leftGradient, leftHessian, l1, l2, maxDelta) + leafGain(rightGradient, rightHessian, l1, l2, maxDelta)
    if (gain > least && gain > bestGain) {
      bestGain = gain
      bestBin = bin
      bestCount = leftCount
      bestGradient = leftGradient
      bestHessian = leftHessian
    }
  }
}
