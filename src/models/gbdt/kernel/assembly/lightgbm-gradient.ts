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
} from '../layout-lightgbm'
import { exp64 } from './exp64'
import { shareOf } from './partition'

/** One part's share of a Loss record: a range of rows. */
export function lightgbmGradients(loss: usize, part: i32, parts: i32): void {
  const rows: i32 = load<u32>(loss, LOSS_ROWS)
  const from = shareOf(rows, part, parts)
  const to = shareOf(rows, part + 1, parts)
  const kind = load<i32>(loss, LOSS_KIND)
  if (kind == LOSS_REGRESSION) squaredError(loss, from, to)
  else if (kind == LOSS_BINARY) logistic(loss, from, to)
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
function writePair(loss: usize, index: usize, gradient: f64, hessian: f64): void {
  const pair = <usize>load<u32>(loss, LOSS_PAIRS) + (index << 3)
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

/** With l = ±1: r = −l·σ / (1 + e^(l·σ·s)), g = r, h = |r|·(σ − |r|) */
function logistic(loss: usize, from: i32, to: i32): void {
  const sigmoid = load<f64>(loss, LOSS_SIGMOID)
  for (let row = from; row < to; row++) {
    const isPositive = labelOf(loss, row) > 0
    const slope = isPositive ? sigmoid : -sigmoid
    const labelWeight = load<f64>(loss + (isPositive ? LOSS_POSITIVE_WEIGHT : LOSS_NEGATIVE_WEIGHT))
    const response = -slope / (1.0 + exp64(slope * scoreAt(loss, row)))
    const size = abs(response)
    const weight = weightOf(loss, row)
    writePair(loss, row, response * labelWeight * weight, size * (sigmoid - size) * labelWeight * weight)
  }
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
    for (let k = 0; k < classes; k++) sum += exp64(scoreAt(loss, <usize>k * rows + row) - most)
    for (let k = 0; k < classes; k++) {
      const index = <usize>k * rows + row
      const p = exp64(scoreAt(loss, index) - most) / sum
      writePair(loss, index, (k == label ? p - 1.0 : p) * weight, factor * p * (1.0 - p) * weight)
    }
  }
}
