// e^x in float32, bit for bit that of the C library (glibc ≥ 2.27, ARM's optimized routines), which XGBoost calls:
//   x · 32 / ln 2 = k + r,   e^x = 2^(k / 32) · 2^(r / 32),   the second factor a cubic in r, all in float64.

import { fma } from '../../libm/fma'

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

/** Numbers whose bits are those of 2^(i / 32) less i in the exponent's place: adding k there gives 2^(k / 32). */
const POWERS: usize = memory.data<f64>([
  1.0, 0.9953235743270583, 0.9908868912137069, 0.9866952003384118, 0.9827538663326288, 0.9790683712979462,
  0.9756443173783458, 0.9724874293887887, 0.9696035575013605, 0.9669986799902345, 0.964678906036742,
  0.9626504785958666, 0.9609197773255048, 0.9594933215798707, 0.9583777734684463, 0.957579940981916,
  0.9571067811865476, 0.9569654034885233, 0.9571630729697497, 0.9577072137967114, 0.9586054127039704,
  0.9598654225539432, 0.9614951659746271, 0.9635027390769825, 0.9658964152537145, 0.968684649061239,
  0.9718760801866497, 0.9754795375015536, 0.9795040432046712, 0.98395881705515, 0.9888532806985737,
  0.9941970620877001,
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
