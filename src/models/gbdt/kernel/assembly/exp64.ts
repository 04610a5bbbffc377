// e^x in float64, as the C library gives it (glibc ≥ 2.28, ARM's optimized routines), which LightGBM calls:
//   x · 128 / ln 2 = k + r,   e^x = 2^(k / 128) · e^r,   e^r − 1 by a polynomial of degree five.

import { EXP_TABLE } from './exp-table'
import { fma } from '../../libm/fma'

export const SCALE: f64 = 184.6649652337873 // 128 / ln 2
export const STEP_HIGH: f64 = -0.005415212348111709 // −ln 2 / 128, its first bits and the rest
export const STEP_LOW: f64 = -1.2864023111638346e-14

// e^r ≈ 1 + r + C2·r² + C3·r³ + C4·r⁴ + C5·r⁵
export const C2: f64 = 0.49999999999996786
export const C3: f64 = 0.16666666666665886
export const C4: f64 = 0.0416666808410674
export const C5: f64 = 0.008333335853059549

/** Beyond it the power may leave the range of float64 although the result does not: some of it waits until the end. */
const LARGE: f64 = 512
const OVERFLOW: f64 = 709.782712893384
const UNDERFLOW: f64 = -745.1332191019412
const TWO_512: f64 = 1.3407807929942597e154
const TWO_MINUS_1022: f64 = 2.2250738585072014e-308

/** e^x, rounded as by the C library on processors with fused multiply-add. */
export function exp64(x: f64): f64 {
  if (x != x) return x
  if (x > OVERFLOW) return Infinity
  if (x < UNDERFLOW) return 0
  if (x < -LARGE) return tiny(x)
  const isLarge = x > LARGE
  const k = wholeOf(x)
  const power = powerOf(k, isLarge ? -512 : 0)
  const rest = restOf(x, k)
  const value = fma(power, rest, power)
  return isLarge ? value * TWO_512 : value
}

/** The k nearest to x · 128 / ln 2. */
@inline
function wholeOf(x: f64): i64 {
  return <i64>nearest(SCALE * x)
}

/** 2^(k / 128 + shift), rounded. */
@inline
function powerOf(k: i64, shift: i64): f64 {
  return reinterpret<f64>(load<u64>(entryOf(k), 8) + (k << 45) + (shift << 52))
}

@inline
function entryOf(k: i64): usize {
  return EXP_TABLE + (<usize>(k & 127) << 4)
}

/** e^x over the rounded 2^(k / 128), less 1. */
@inline
function restOf(x: f64, k: i64): f64 {
  const whole = <f64>k
  const r = fma(whole, STEP_LOW, x + whole * STEP_HIGH)
  const r2 = r * r
  const low = fma(r2, fma(r, C3, C2), load<f64>(entryOf(k)) + r)
  return fma(r2 * r2, fma(r, C5, C4), low)
}

/** x < −512: times 2^1022, not fused; below 1 it is rounded where the bits of a subnormal number will end. */
function tiny(x: f64): f64 {
  const k = wholeOf(x)
  const power = powerOf(k, 1022)
  const more = power * restOf(x, k)
  const value = power + more
  if (value >= 1) return value * TWO_MINUS_1022
  const high = 1.0 + value
  const low = 1.0 - high + value + (power - value + more)
  return (high + low - 1.0) * TWO_MINUS_1022
}
