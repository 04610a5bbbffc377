// XGBoost's split search. Weights and gains are computed in float64 and rounded to float32 where the original
// stores them, so that ties and last bits fall as they do there.
//
//   w(G, H) = −T(G) / (H + λ), T the soft threshold by α, within ± max_delta_step
//   gain(G, H, w) = −(2·G·w + (H + λ)·w² + 2·α·|w|)
//   split gain = gain(left) + gain(right) − gain(node)

import {
  CANDIDATE_BIN,
  CANDIDATE_DEFAULT_LEFT,
  CANDIDATE_FEATURE,
  CANDIDATE_GAIN,
  CANDIDATE_LEFT_GRADIENT,
  CANDIDATE_LEFT_HESSIAN,
  CANDIDATE_RIGHT_GRADIENT,
  CANDIDATE_RIGHT_HESSIAN,
  NODE_GRADIENT,
  NODE_HESSIAN,
  NODE_VALUE,
  PLACE_BINS,
  SLOT_BYTES,
} from '../layout/training'
import { RULE_ALPHA, RULE_LAMBDA, RULE_MAX_DELTA_STEP, RULE_MIN_CHILD_WEIGHT } from '../layout/xgboost'

/**
 * A split whose gain in float64 is below (best + gain of node) · MARGIN cannot be better: the roundings to float32
 * (weight, its square, two gains, sum, difference) move a gain by less than 5 · 2⁻²⁴ of itself.
 */
const MARGIN: f64 = 1 - 1e-6

/** Replaces the candidate when a split of this feature is better. */
export function xgboostScan(
  rule: usize,
  node: usize,
  feature: i32,
  place: usize,
  histogram: usize,
  candidate: usize,
): void {
  const bins: i32 = load<u32>(place, PLACE_BINS)
  const total = scanForward(rule, node, feature, bins, histogram, candidate)
  // Missing values are what the bins lack, down to the last bit of the sums.
  if (v128.any_true(f64x2.ne(total, v128.load(node, NODE_GRADIENT)))) {
    scanBackward(rule, node, feature, bins, histogram, candidate)
  }
}

/** Missing values go right: left is a prefix of bins. @returns sum of all bins */
function scanForward(rule: usize, node: usize, feature: i32, bins: i32, histogram: usize, candidate: usize): v128 {
  const parent = v128.load(node, NODE_GRADIENT)
  const lambda = f64x2.splat(<f64>load<f32>(rule, RULE_LAMBDA))
  let threshold = thresholdOf(node, candidate)
  let left = f64x2.splat(0)
  const end = histogram + <usize>bins * SLOT_BYTES
  const pairsEnd = histogram + (<usize>(bins & ~1)) * SLOT_BYTES
  let slot = histogram
  for (; slot < pairsEnd; slot += 2 * SLOT_BYTES) {
    const first = f64x2.add(left, v128.load(slot))
    left = f64x2.add(first, v128.load(slot, SLOT_BYTES))
    if (!maybeBetter(first, left, parent, lambda, threshold)) continue
    const bin = <i32>((slot - histogram) / SLOT_BYTES)
    consider(rule, node, feature, bin, 0, first, f64x2.sub(parent, first), candidate)
    consider(rule, node, feature, bin + 1, 0, left, f64x2.sub(parent, left), candidate)
    threshold = thresholdOf(node, candidate)
  }
  if (slot < end) {
    left = f64x2.add(left, v128.load(slot))
    consider(rule, node, feature, bins - 1, 0, left, f64x2.sub(parent, left), candidate)
  }
  return left
}

/** Missing values go left: right is a suffix of bins. */
function scanBackward(
  rule: usize,
  node: usize,
  feature: i32,
  bins: i32,
  histogram: usize,
  candidate: usize,
): void {
  const parent = v128.load(node, NODE_GRADIENT)
  const lambda = f64x2.splat(<f64>load<f32>(rule, RULE_LAMBDA))
  let threshold = thresholdOf(node, candidate)
  let right = f64x2.splat(0)
  let bin = bins - 1
  for (; bin > 0; bin -= 2) {
    const slot = histogram + <usize>bin * SLOT_BYTES
    const first = f64x2.add(right, v128.load(slot))
    right = f64x2.add(first, v128.load(slot - SLOT_BYTES))
    if (!maybeBetter(first, right, parent, lambda, threshold)) continue
    consider(rule, node, feature, bin - 1, 1, f64x2.sub(parent, first), first, candidate)
    consider(rule, node, feature, bin - 2, 1, f64x2.sub(parent, right), right, candidate)
    threshold = thresholdOf(node, candidate)
  }
  if (bin == 0) {
    right = f64x2.add(right, v128.load(histogram))
    consider(rule, node, feature, -1, 1, f64x2.sub(parent, right), right, candidate)
  }
}

/** What gain(left) + gain(right) must exceed. */
@inline
function thresholdOf(node: usize, candidate: usize): v128 {
  const least = load<f64>(candidate, CANDIDATE_GAIN) + load<f64>(node, NODE_VALUE)
  return f64x2.splat(least * MARGIN)
}

/**
 * Whether one of two splits may beat the threshold, without dividing:
 *   G²/(H+λ) + G'²/(H'+λ) > t  ⟺  G²·(H'+λ) + G'²·(H+λ) > t·(H+λ)·(H'+λ)
 * The soft threshold and bounds on the step only lessen a gain. With a hessian ≤ 0 anything goes, and is refused
 * later; without λ such a split could pass or fail here, and neither matters.
 */
@inline
function maybeBetter(first: v128, second: v128, parent: v128, lambda: v128, threshold: v128): bool {
  const gradients = v128.shuffle<f64>(first, second, 0, 2)
  const hessians = v128.shuffle<f64>(first, second, 1, 3)
  const others = f64x2.sub(v128.shuffle<f64>(parent, parent, 0, 0), gradients)
  const otherHessians = f64x2.add(f64x2.sub(v128.shuffle<f64>(parent, parent, 1, 1), hessians), lambda)
  const damped = f64x2.add(hessians, lambda)
  const gain = f64x2.add(
    f64x2.mul(f64x2.mul(gradients, gradients), otherHessians),
    f64x2.mul(f64x2.mul(others, others), damped),
  )
  return v128.any_true(f64x2.gt(gain, f64x2.mul(threshold, f64x2.mul(damped, otherHessians))))
}

/** Replaces the candidate if this split is allowed and strictly better, in float32. */
function consider(
  rule: usize,
  node: usize,
  feature: i32,
  bin: i32,
  defaultLeft: u32,
  left: v128,
  right: v128,
  candidate: usize,
): void {
  const leftHessian = f64x2.extract_lane(left, 1)
  const rightHessian = f64x2.extract_lane(right, 1)
  const least = <f64>load<f32>(rule, RULE_MIN_CHILD_WEIGHT)
  if (!(leftHessian > 0 && rightHessian > 0 && leftHessian >= least && rightHessian >= least)) return
  const gains: f32 =
    gainOf(rule, f64x2.extract_lane(left, 0), leftHessian) +
    gainOf(rule, f64x2.extract_lane(right, 0), rightHessian)
  const gain: f32 = gains - <f32>load<f64>(node, NODE_VALUE)
  if (!(<f64>gain > load<f64>(candidate, CANDIDATE_GAIN)) || gain == f32.POSITIVE_INFINITY) return
  store<f64>(candidate, <f64>gain, CANDIDATE_GAIN)
  store<i32>(candidate, feature, CANDIDATE_FEATURE)
  store<i32>(candidate, bin, CANDIDATE_BIN)
  store<u32>(candidate, defaultLeft, CANDIDATE_DEFAULT_LEFT)
  store<f64>(candidate, f64x2.extract_lane(left, 0), CANDIDATE_LEFT_GRADIENT)
  store<f64>(candidate, leftHessian, CANDIDATE_LEFT_HESSIAN)
  store<f64>(candidate, f64x2.extract_lane(right, 0), CANDIDATE_RIGHT_GRADIENT)
  store<f64>(candidate, rightHessian, CANDIDATE_RIGHT_HESSIAN)
}

/** Unscaled weight of a node with these sums. */
export function weightOfSums(rule: usize, gradient: f64, hessian: f64): f32 {
  if (hessian <= 0) return 0
  const alpha = <f64>load<f32>(rule, RULE_ALPHA)
  const shrunk = gradient > alpha ? gradient - alpha : gradient < -alpha ? gradient + alpha : 0
  const weight = -shrunk / (hessian + <f64>load<f32>(rule, RULE_LAMBDA))
  const bound = <f64>load<f32>(rule, RULE_MAX_DELTA_STEP)
  return <f32>(bound != 0 && abs(weight) > bound ? copysign(bound, weight) : weight)
}

/** Gain of a node with these sums, at its weight. */
export function gainOf(rule: usize, gradient: f64, hessian: f64): f32 {
  if (hessian <= 0) return 0
  const weight = weightOfSums(rule, gradient, hessian)
  const square = <f64>(weight * weight)
  const damped = hessian + <f64>load<f32>(rule, RULE_LAMBDA)
  const penalty = 2 * <f64>load<f32>(rule, RULE_ALPHA) * <f64>abs<f32>(weight)
  return <f32>-(2 * gradient * <f64>weight + damped * square + penalty)
}
