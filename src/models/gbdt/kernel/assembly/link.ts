// From margins to predictions, in place, with the roundings of the official libraries.

import { exp64 } from './exp64'
import { expf } from './expf'

/** XGBoost: 1 / (1 + e^−x) in float32; the exponent stops at 88.7, and 1e-16 is added to the sum. */
export function sigmoid32(at: usize, count: i32): void {
  for (const to = at + ((<usize>count) << 2); at < to; at += 4) {
    const power = expf(min(-load<f32>(at), <f32>88.7))
    store<f32>(at, <f32>1 / (power + <f32>1 + <f32>1e-16))
  }
}

/** XGBoost: e^(x − max) ÷ sum, the sum in float64 and then rounded. [rows × classes] */
export function softmax32(at: usize, rows: i32, classes: i32): void {
  const bytes = (<usize>classes) << 2
  for (let row = 0; row < rows; row++, at += bytes) {
    let most = load<f32>(at)
    for (let k: usize = 4; k < bytes; k += 4) most = max(most, load<f32>(at + k))
    let sum: f64 = 0
    for (let k: usize = 0; k < bytes; k += 4) {
      const power = expf(load<f32>(at + k) - most)
      store<f32>(at + k, power)
      sum += power
    }
    for (let k: usize = 0; k < bytes; k += 4) store<f32>(at + k, load<f32>(at + k) / <f32>sum)
  }
}

export function exponential32(at: usize, count: i32): void {
  for (const to = at + ((<usize>count) << 2); at < to; at += 4) store<f32>(at, expf(load<f32>(at)))
}

/** LightGBM: 1 / (1 + e^(−slope · x)). */
export function sigmoid64(at: usize, count: i32, slope: f64): void {
  for (const to = at + ((<usize>count) << 3); at < to; at += 8) {
    store<f64>(at, 1.0 / (1.0 + exp64(-slope * load<f64>(at))))
  }
}

/** LightGBM: e^(x − max) ÷ sum. [rows × classes] */
export function softmax64(at: usize, rows: i32, classes: i32): void {
  const bytes = (<usize>classes) << 3
  for (let row = 0; row < rows; row++, at += bytes) {
    let most = load<f64>(at)
    for (let k: usize = 8; k < bytes; k += 8) most = max(most, load<f64>(at + k))
    let sum: f64 = 0
    for (let k: usize = 0; k < bytes; k += 8) {
      const power = exp64(load<f64>(at + k) - most)
      store<f64>(at + k, power)
      sum += power
    }
    for (let k: usize = 0; k < bytes; k += 8) store<f64>(at + k, load<f64>(at + k) / sum)
  }
}

export function exponential64(at: usize, count: i32): void {
  for (const to = at + ((<usize>count) << 3); at < to; at += 8) store<f64>(at, exp64(load<f64>(at)))
}
