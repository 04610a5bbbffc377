// e^x in float32, bit for bit that of the C library (glibc ≥ 2.27, ARM's optimized routines), which XGBoost calls:
//   x · 32 / ln 2 = k + r,   e^x = 2^(k / 32) · 2^(r / 32),   the second factor a cubic in r, all in float64.

import { fma } from './fma'

const SCALE: f64 = 46.16624130844683 // 32 / ln 2
// Its first 29 bits and the rest: either times a float32 is exact.
const SCALE_HIGH: f64 = 46.16624128818512
const SCALE_LOW: f64 = 2.026170875524258e-8

// 2^(r / 32) ≈ 1 + C1·r + C2·r² + C3·r³
const C1: f64 = 0.021660849396613134
const C2: f64 = 0.00023459809789509004
const C3: f64 = 1.6938359250920212e-6

const OVERFLOW: f32 = 88.72283172607422 // ln 2^128
const SUBNORMAL: f32 = -87.0
const UNDERFLOW: f32 = -103.97207641601562 // ln 2^−150

/** Bits of 2^(i / 32) less i in the exponent's place, so that adding k there gives 2^(k / 32). */
const POWERS: usize = memory.data<u64>([
  0x3ff0000000000000, 0x3fefd9b0d3158574, 0x3fefb5586cf9890f, 0x3fef9301d0125b51, 0x3fef72b83c7d517b,
  0x3fef54873168b9aa, 0x3fef387a6e756238, 0x3fef1e9df51fdee1, 0x3fef06fe0a31b715, 0x3feef1a7373aa9cb,
  0x3feedea64c123422, 0x3feece086061892d, 0x3feebfdad5362a27, 0x3feeb42b569d4f82, 0x3feeab07dd485429,
  0x3feea47eb03a5585, 0x3feea09e667f3bcd, 0x3fee9f75e8ec5f74, 0x3feea11473eb0187, 0x3feea589994cce13,
  0x3feeace5422aa0db, 0x3feeb737b0cdc5e5, 0x3feec49182a3f090, 0x3feed503b23e255d, 0x3feee89f995ad3ad,
  0x3feeff76f2fb5e47, 0x3fef199bdd85529c, 0x3fef3720dcef9069, 0x3fef5818dcfba487, 0x3fef7c97337b9b5f,
  0x3fefa4afa2a490da, 0x3fefd0765b6e4540,
])

/** e^x, rounded as by the C library on processors with fused multiply-add; ∞ above ln 2^128, 0 below ln 2^−150. */
export function expf(x: f32): f32 {
  if (x != x) return x
  if (x > OVERFLOW) return f32.MAX_VALUE * 2
  if (x < UNDERFLOW) return 0
  const wide = <f64>x
  const whole = nearest(SCALE * wide)
  const r = SCALE_HIGH * wide - whole + SCALE_LOW * wide
  const k = <i64>whole
  const power = reinterpret<f64>(load<u64>(POWERS + ((<usize>(k & 31)) << 3)) + (k << 47))
  const r2 = r * r
  const value = ((C3 * r + C2) * r2 + (C1 * r + 1.0)) * power
  if (x < SUBNORMAL || isNearTie(value)) return <f32>(fma(fma(C3, r, C2), r2, fma(C1, r, 1.0)) * power)
  return <f32>value
}

/** Whether a last bit of the float64 could tip the rounding to float32. */
function isNearTie(value: f64): bool {
  const dropped = <i32>(reinterpret<u64>(value) & 0x1fffffff)
  return abs(dropped - 0x10000000) < 16
}
