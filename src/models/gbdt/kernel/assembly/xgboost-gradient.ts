// Gradients and hessians of the objectives, and margins raised by the leaves of a new tree. All float32, in the
// order of operations of the original.

import {
  LEAF_BYTES,
  LEAF_COUNT,
  LEAF_ROWS,
  LEAF_VALUE,
  LOSS_CLASSES,
  LOSS_KIND,
  LOSS_LABELS,
  LOSS_LOGISTIC,
  LOSS_MARGINS,
  LOSS_PAIRS,
  LOSS_POSITIVE_WEIGHT,
  LOSS_ROWS,
  LOSS_SQUARED,
  LOSS_WEIGHTS,
  RAISE_CLASSES,
  RAISE_COUNT,
  RAISE_LEAVES,
  RAISE_MARGINS,
} from '../layout/xgboost'
import { expf } from './expf'
import { shareOf } from './share'

/** Keeps hessians above zero. */
const LEAST: f32 = 1e-16

/** Smallest normal float32: the original's maximum of margins starts from it. */
const SMALLEST: f32 = 1.17549435e-38

/** Above it e^x is about to overflow. */
const GREATEST_EXPONENT: f32 = 88.7

/** One part's share of a Loss record: a range of rows. */
export function computeGradients(record: usize, part: i32, parts: i32): void {
  const rows: i32 = load<u32>(record, LOSS_ROWS)
  const from = shareOf(rows, part, parts)
  const to = shareOf(rows, part + 1, parts)
  const kind = load<u32>(record, LOSS_KIND)
  if (kind == LOSS_SQUARED) squaredError(record, from, to)
  else if (kind == LOSS_LOGISTIC) logistic(record, from, to)
  else softprob(record, from, to)
}

@inline
function weightOf(record: usize, row: i32): f32 {
  const weights: usize = load<u32>(record, LOSS_WEIGHTS)
  return weights ? load<f32>(weights + (<usize>row << 2)) : <f32>1
}

@inline
function positiveWeightOf(record: usize, row: i32, label: f32): f32 {
  const weight = weightOf(record, row)
  return label == 1 ? weight * load<f32>(record, LOSS_POSITIVE_WEIGHT) : weight
}

@inline
function writePair(pair: usize, gradient: f32, hessian: f32): void {
  store<f32>(pair, gradient)
  store<f32>(pair, hessian, 4)
}

function squaredError(record: usize, from: i32, to: i32): void {
  const margins: usize = load<u32>(record, LOSS_MARGINS)
  const labels: usize = load<u32>(record, LOSS_LABELS)
  const pairs: usize = load<u32>(record, LOSS_PAIRS)
  for (let row = from; row < to; row++) {
    const label = load<f32>(labels + (<usize>row << 2))
    const weight = positiveWeightOf(record, row, label)
    writePair(pairs + (<usize>row << 3), (load<f32>(margins + (<usize>row << 2)) - label) * weight, weight)
  }
}

/** A hessian, not too small; one that is no number (margins have run away) is the smallest too. */
@inline
function atLeast(hessian: f32): f32 {
  return hessian > LEAST ? hessian : LEAST
}

@inline
function sigmoid(margin: f32): f32 {
  return <f32>1 / (expf(min<f32>(-margin, GREATEST_EXPONENT)) + <f32>1 + LEAST)
}

function logistic(record: usize, from: i32, to: i32): void {
  const margins: usize = load<u32>(record, LOSS_MARGINS)
  const labels: usize = load<u32>(record, LOSS_LABELS)
  const pairs: usize = load<u32>(record, LOSS_PAIRS)
  for (let row = from; row < to; row++) {
    const label = load<f32>(labels + (<usize>row << 2))
    const weight = positiveWeightOf(record, row, label)
    const p = sigmoid(load<f32>(margins + (<usize>row << 2)))
    writePair(pairs + (<usize>row << 3), (p - label) * weight, atLeast(p * (<f32>1 - p)) * weight)
  }
}

function softprob(record: usize, from: i32, to: i32): void {
  const classes: i32 = load<u32>(record, LOSS_CLASSES)
  const rows: usize = load<u32>(record, LOSS_ROWS)
  const labels: usize = load<u32>(record, LOSS_LABELS)
  const pairs: usize = load<u32>(record, LOSS_PAIRS)
  for (let row = from; row < to; row++) {
    const margins = <usize>load<u32>(record, LOSS_MARGINS) + (<usize>row * classes << 2)
    const label = <i32>load<f32>(labels + (<usize>row << 2))
    const weight = weightOf(record, row)
    let most = SMALLEST
    for (let k = 0; k < classes; k++) most = max<f32>(most, load<f32>(margins + (<usize>k << 2)))
    let sum: f64 = 0
    for (let k = 0; k < classes; k++) sum += <f64>expf(load<f32>(margins + (<usize>k << 2)) - most)
    for (let k = 0; k < classes; k++) {
      const p = expf(load<f32>(margins + (<usize>k << 2)) - most) / <f32>sum
      const hessian = atLeast(<f32>2 * p * (<f32>1 - p) * weight)
      const gradient = (k == label ? p - <f32>1 : p) * weight
      writePair(pairs + (<usize>(<usize>k * rows + row) << 3), gradient, hessian)
    }
  }
}

/** One part's share of a Raise record: a range of each leaf's rows. */
export function raiseMargins(record: usize, part: i32, parts: i32): void {
  const leaves: i32 = load<u32>(record, RAISE_COUNT)
  const margins: usize = load<u32>(record, RAISE_MARGINS)
  const stride = <usize>load<u32>(record, RAISE_CLASSES) << 2
  for (let i = 0; i < leaves; i++) {
    const leaf = <usize>load<u32>(record, RAISE_LEAVES) + <usize>i * LEAF_BYTES
    const rows: usize = load<u32>(leaf, LEAF_ROWS)
    const value = load<f32>(leaf, LEAF_VALUE)
    const count: i32 = load<u32>(leaf, LEAF_COUNT)
    const to = shareOf(count, part + 1, parts)
    for (let j = shareOf(count, part, parts); j < to; j++) {
      const margin = margins + <usize>load<u32>(rows + (<usize>j << 2)) * stride
      store<f32>(margin, load<f32>(margin) + value)
    }
  }
}
