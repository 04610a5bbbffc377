// Gradients and hessians of LightGBM's objectives: computed in float64 from float64 scores, kept in float32.

import {
  LOSS_BINARY,
  LOSS_CLASSES,
  LOSS_KIND,
  LOSS_LABELS,
  LOSS_NEGATIVE_WEIGHT,
  LOSS_PAIRS,
  LOSS_POSITIVE_WEIGHT,
  LOSS_REGRESSION,
  LOSS_ROWS,
  LOSS_SCORES,
  LOSS_SIGMOID,
  LOSS_WEIGHTS,
} from '../layout/lightgbm'
import { exp64 } from './exp64'
import { exp64Near } from './exp64-near'
import { shareOf } from './share'

/** One part's share of a Loss record: a range of rows. */
export function lightgbmGradients(loss: usize, part: i32, parts: i32): void {
  const rows: i32 = load<u32>(loss, LOSS_ROWS)
  const from = shareOf(rows, part, parts)
  const to = shareOf(rows, part + 1, parts)
  const kind = load<i32>(loss, LOSS_KIND)
  if (kind === LOSS_REGRESSION) squaredError(loss, from, to)
  else if (kind === LOSS_BINARY) logistic(loss, from, to)
  else softmax(loss, from, to)
}

@inline
function weightOf(loss: usize, row: i32): f64 {
  const weights: usize = load<u32>(loss, LOSS_WEIGHTS)
  return weights ? <f64>load<f32>(weights + (<usize>row << 2)) : 1.0
}

@inline
function labelOf(loss: usize, row: i32): f32 {
  return load<f32>(<usize>load<u32>(loss, LOSS_LABELS) + (<usize>row << 2))
}

@inline
function scoreAt(loss: usize, index: usize): f64 {
  return load<f64>(<usize>load<u32>(loss, LOSS_SCORES) + (index << 3))
}

@inline
function pairAt(loss: usize, index: usize): usize {
  return <usize>load<u32>(loss, LOSS_PAIRS) + (index << 3)
}

@inline
function writePair(loss: usize, index: usize, gradient: f64, hessian: f64): void {
  const pair = pairAt(loss, index)
  store<f32>(pair, <f32>gradient)
  store<f32>(pair, <f32>hessian, 4)
}

/** g = s − y, h = 1; a weight multiplies the float32 difference. */
function squaredError(loss: usize, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const weight = weightOf(loss, row)
    const difference = <f32>(scoreAt(loss, row) - <f64>labelOf(loss, row))
    writePair(loss, row, <f64>difference * weight, weight)
  }
}

/**
 * With l = ±1: r = −l·σ / (1 + e^(l·σ·s)), g = r, h = |r|·(σ − |r|).
 *
 * A quick e^x is off by two units of the last place of a float64, which float32 forgets unless it lies near the
 * middle between two of them, or h is small: then the exact one decides.
 */
function logistic(loss: usize, from: i32, to: i32): void {
  const sigmoid = load<f64>(loss, LOSS_SIGMOID)
  for (let row = from; row < to; row++) {
    const isPositive = labelOf(loss, row) > 0
    const slope = isPositive ? sigmoid : -sigmoid
    const weight = weightOf(loss, row)
    const labelWeight = load<f64>(loss + (isPositive ? LOSS_POSITIVE_WEIGHT : LOSS_NEGATIVE_WEIGHT))
    const exponent = slope * scoreAt(loss, row)
    if (abs(exponent) < QUICK_LIMIT) {
      const size = sigmoid / (1.0 + exp64Near(exponent))
      const gradient = (isPositive ? -size : size) * labelWeight * weight
      const hessian = size * (sigmoid - size) * labelWeight * weight
      if (!isNearTie(gradient) && !isNearTie(hessian)) {
        writePair(loss, row, gradient, hessian)
        continue
      }
    }
    const size = sigmoid / (1.0 + exp64(exponent))
    const gradient = (isPositive ? -size : size) * labelWeight * weight
    writePair(loss, row, gradient, size * (sigmoid - size) * labelWeight * weight)
  }
}

/** Up to it σ − |r| keeps all but 13 bits of its precision. */
const QUICK_LIMIT: f64 = 8.0

/** Whether an error of 2^16 units of the last place could tip the rounding to float32. */
@inline
function isNearTie(value: f64): bool {
  const dropped = <i32>(reinterpret<u64>(value) & 0x1fffffff)
  return abs(dropped - 0x10000000) < 0x10000
}

/** p = softmax(s), g = p − [y = k], h = K / (K − 1) · p · (1 − p) */
function softmax(loss: usize, from: i32, to: i32): void {
  const rows: usize = load<u32>(loss, LOSS_ROWS)
  const classes: i32 = load<u32>(loss, LOSS_CLASSES)
  const factor = <f64>classes / (<f64>classes - 1.0)
  for (let row = from; row < to; row++) {
    const label = <i32>labelOf(loss, row)
    const weight = weightOf(loss, row)
    let most = scoreAt(loss, row)
    for (let k = 1; k < classes; k++) most = max(most, scoreAt(loss, <usize>k * rows + row))
    let sum: f64 = 0
    for (let k = 0; k < classes; k++) {
      const index = <usize>k * rows + row
      const power = exp64(scoreAt(loss, index) - most)
      sum += power
      // Until the pair is known, its eight bytes hold the power.
      store<f64>(pairAt(loss, index), power)
    }
    for (let k = 0; k < classes; k++) {
      const index = <usize>k * rows + row
      const p = load<f64>(pairAt(loss, index)) / sum
      writePair(loss, index, (k === label ? p - 1.0 : p) * weight, factor * p * (1.0 - p) * weight)
    }
  }
}
