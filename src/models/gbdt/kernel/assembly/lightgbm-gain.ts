// What a split is worth to LightGBM.

import { RULE_LAMBDA_L1, RULE_LAMBDA_L2, RULE_MAX_DELTA_STEP } from '../layout/lightgbm'

/** Whether gains are plain G² / (H + λ2): no λ1, no limit on outputs. */
@inline
export function isPlain(rule: usize): bool {
  return load<f64>(rule, RULE_LAMBDA_L1) === 0 && load<f64>(rule, RULE_MAX_DELTA_STEP) === 0
}

/** Sums of a side: gradient in lane 0, hessian in lane 1. */
@inline
export function gainOfSides(rule: usize, left: v128, right: v128, plain: bool, lambda: v128): f64 {
  if (!plain) return gainOfSide(rule, left) + gainOfSide(rule, right)
  const gradients = v128.shuffle<f64>(left, right, 0, 2)
  const hessians = v128.shuffle<f64>(left, right, 1, 3)
  const gains = f64x2.div(f64x2.mul(gradients, gradients), f64x2.add(hessians, lambda))
  return f64x2.extract_lane(gains, 0) + f64x2.extract_lane(gains, 1)
}

@inline
function gainOfSide(rule: usize, sums: v128): f64 {
  return leafGain(rule, f64x2.extract_lane(sums, 0), f64x2.extract_lane(sums, 1))
}

/** T(G)² / (H + λ2), with T the soft threshold by λ1; with a limit on outputs o: −(2·T(G)·o + (H + λ2)·o²). */
export function leafGain(rule: usize, rawGradient: f64, rawHessian: f64): f64 {
  const gradient = thresholded(rawGradient, load<f64>(rule, RULE_LAMBDA_L1))
  const hessian = rawHessian + load<f64>(rule, RULE_LAMBDA_L2)
  const limit = load<f64>(rule, RULE_MAX_DELTA_STEP)
  if (limit <= 0) return (gradient * gradient) / hessian
  let output = -gradient / hessian
  if (abs(output) > limit) output = output > 0 ? limit : -limit
  return -(2.0 * gradient * output + hessian * output * output)
}

/** Towards 0 by λ1. */
@inline
function thresholded(gradient: f64, l1: f64): f64 {
  const rest = max<f64>(0, abs(gradient) - l1)
  return gradient > 0 ? rest : gradient < 0 ? -rest : 0
}
