// Scanning a feature's histogram for the best cut. A scan from the last bin down sends missing values left, one from
// the first bin up sends them right. Counts of rows are estimated from hessians.

import { NODE_COUNT, NODE_GRADIENT, NODE_HESSIAN } from '../layout/training'
import {
  FEATURE_BINS,
  FEATURE_MISSING,
  FEATURE_MOST_FREQ_BIN,
  MISSING_NAN,
  RULE_LAMBDA_L2,
  RULE_MIN_DATA,
  RULE_MIN_HESSIAN,
} from '../layout/lightgbm'
import { gainOfSides, isPlain } from './lightgbm-gain'

/** The float32 1e-15, widened: keeps hessians above zero. */
const EPSILON: f64 = <f64>(<f32>1e-15)

// What a scan found: threads have instances of their own, so these are theirs too.
export let bestGain: f64 = 0
export let bestBin: i32 = -1
export let bestCount: i32 = 0
export let bestLeft: v128 = f64x2.splat(0)

@inline
export function keepBest(bin: i32, count: i32, left: v128): void {
  bestBin = bin
  bestCount = count
  bestLeft = left
}

@inline
export function hessianOf(node: usize): f64 {
  return load<f64>(node, NODE_HESSIAN) + 2 * EPSILON
}

/** Sums of a node: gradient, and hessian with ε twice. */
@inline
export function sumsOf(node: usize): v128 {
  return f64x2(load<f64>(node, NODE_GRADIENT), hessianOf(node))
}

/** Rows that a hessian stands for. */
@inline
function rowsOf(slot: v128, rowsPerHessian: f64): i32 {
  return <i32>(f64x2.extract_lane(slot, 1) * rowsPerHessian + 0.5)
}

@inline
function slotAt(histogram: usize, bin: i32): v128 {
  return v128.load(histogram + (<usize>bin << 4))
}

/** From the last bin down to bin 1: what was passed is the right side. */
export function scanDown(
  rule: usize,
  node: usize,
  histogram: usize,
  lastBin: i32,
  skipped: i32,
  least: f64,
): void {
  const minHessian = load<f64>(rule, RULE_MIN_HESSIAN)
  const minData = load<i32>(rule, RULE_MIN_DATA)
  const plain = isPlain(rule)
  const lambda = f64x2.splat(load<f64>(rule, RULE_LAMBDA_L2))
  const total = sumsOf(node)
  const count: i32 = load<u32>(node, NODE_COUNT)
  const rowsPerHessian = <f64>count / hessianOf(node)
  let right = f64x2(0, EPSILON)
  let rightCount = 0
  let most = least
  bestBin = -1
  for (let bin = lastBin; bin >= 1; bin--) {
    if (bin === skipped) continue
    const slot = slotAt(histogram, bin)
    right = f64x2.add(right, slot)
    rightCount += rowsOf(slot, rowsPerHessian)
    if (rightCount < minData || f64x2.extract_lane(right, 1) < minHessian) continue
    const left = f64x2.sub(total, right)
    if (count - rightCount < minData || f64x2.extract_lane(left, 1) < minHessian) break
    const gain = gainOfSides(rule, left, right, plain, lambda)
    if (gain > most) {
      most = gain
      keepBest(bin - 1, count - rightCount, left)
    }
  }
  bestGain = most
}

/** From the first bin up: what was passed is the left side. Missing values are in no bin that it passes. */
export function scanUp(
  rule: usize,
  node: usize,
  known: usize,
  histogram: usize,
  skipped: i32,
  least: f64,
): void {
  const minHessian = load<f64>(rule, RULE_MIN_HESSIAN)
  const minData = load<i32>(rule, RULE_MIN_DATA)
  const plain = isPlain(rule)
  const lambda = f64x2.splat(load<f64>(rule, RULE_LAMBDA_L2))
  const bins = load<i32>(known, FEATURE_BINS)
  const total = sumsOf(node)
  const count: i32 = load<u32>(node, NODE_COUNT)
  const rowsPerHessian = <f64>count / hessianOf(node)
  const lacksFirst = load<i32>(known, FEATURE_MOST_FREQ_BIN) === 0
  const isGiven = lacksFirst && load<i32>(known, FEATURE_MISSING) === MISSING_NAN
  let left = f64x2(0, EPSILON)
  let leftCount = 0
  if (isGiven) {
    // The first bin is what the others lack.
    left = f64x2.sub(total, left)
    leftCount = count
    for (let bin = 1; bin < bins; bin++) {
      const slot = slotAt(histogram, bin)
      left = f64x2.sub(left, slot)
      leftCount -= rowsOf(slot, rowsPerHessian)
    }
  }
  let most = least
  bestBin = -1
  for (let bin = lacksFirst && !isGiven ? 1 : 0; bin <= bins - 2; bin++) {
    if (bin === skipped) continue
    if (bin > 0 || !isGiven) {
      const slot = slotAt(histogram, bin)
      left = f64x2.add(left, slot)
      leftCount += rowsOf(slot, rowsPerHessian)
    }
    if (leftCount < minData || f64x2.extract_lane(left, 1) < minHessian) continue
    const right = f64x2.sub(total, left)
    if (count - leftCount < minData || f64x2.extract_lane(right, 1) < minHessian) break
    const gain = gainOfSides(rule, left, right, plain, lambda)
    if (gain > most) {
      most = gain
      keepBest(bin, leftCount, left)
    }
  }
  bestGain = most
}
