// e^x in float64, as the C library gives it (glibc ≥ 2.28, ARM's optimized routines), which LightGBM calls:
//   x · 128 / ln 2 = k + r,   e^x = 2^(k / 128) · e^r,   e^r − 1 by a polynomial of degree five.

import { EXP_TABLE } from './exp-table'
import { fma } from './fma'

const SCALE: f64 = 184.6649652337873 // 128 / ln 2
const STEP_HIGH: f64 = -0.005415212348111709 // −ln 2 / 128, its first bits and the rest
const STEP_LOW: f64 = -1.2864023111638346e-14

// e^r ≈ 1 + r + C2·r² + C3·r³ + C4·r⁴ + C5·r⁵
const C2: f64 = 0.49999999999996786
const C3: f64 = 0.16666666666665886
const C4: f64 = 0.0416666808410674
const C5: f64 = 0.008333335853059549

/** Beyond it the power may leave the range of float64 although the result does not: 2^512 waits until the end. */
const LARGE: f64 = 700.0
const HELD_BACK: i64 = 512
const TWO_512: f64 = 1.3407807929942597e154
const TWO_MINUS_512: f64 = 7.458340731200207e-155

/**
 * e^x, rounded as by the C library on processors with fused multiply-add.
 * Below 2^−1022 the last bit may differ.
 */
export function exp64(x: f64): f64 {
  if (x != x) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019412) return 0
  if (x > LARGE) return scaled(x, -HELD_BACK) * TWO_512
  if (x < -LARGE) return scaled(x, HELD_BACK) * TWO_MINUS_512
  return scaled(x, 0)
}

/** e^x · 2^shift */
@inline
function scaled(x: f64, shift: i64): f64 {
  const whole = nearest(SCALE * x)
  const k = <i64>whole
  const r = fma(whole, STEP_LOW, x + whole * STEP_HIGH)
  const entry = EXP_TABLE + (<usize>(k & 127) << 4)
  const power = reinterpret<f64>(load<u64>(entry, 8) + (k << 45) + (shift << 52))
  const r2 = r * r
  const low = fma(r2, fma(r, C3, C2), load<f64>(entry) + r)
  return fma(power, fma(r2 * r2, fma(r, C5, C4), low), power)
}
