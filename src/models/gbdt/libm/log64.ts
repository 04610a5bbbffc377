// ln x in float64, bit for bit that of the C library (glibc ≥ 2.28, ARM's optimized routines, on processors with
// fused multiply-add), which LightGBM calls:
//   x = 2^k · z,   z · c = 1 + r with c from a table,   ln x = k · ln 2 − ln c + ln(1 + r),   the last by a polynomial.

import { fma } from './fma.ts'
import { LOG_TABLE } from './log-table.ts'

const LN_2_HIGH = 0.6931471805598903
const LN_2_LOW = 5.497923018708371e-14
/** ln(1 + r) ≈ r + A₀·r² + … + A₄·r⁶ */
const A = [
  -0.5000000000000001, 0.33333333331825593, -0.2499999999622955, 0.20000304511814496, -0.16667054827627667,
] as const
/** The same where x is near 1, |r| < 1 / 15: r + B₀·r² + … + B₁₀·r¹² */
const B = [
  -0.5, 0.3333333333333352, -0.24999999999998432, 0.19999999999320328, -0.16666666669929706,
  0.14285715076560868, -0.12499997863982555, 0.11110712032936046, -0.10000486757818193, 0.09181994006195467,
  -0.08328363062289341,
] as const

// Upper words of float64.
const BEGIN = 0x3fe60000
const NEAR_1 = 0x3fee0000
const NEAR_1_WIDTH = 0x308ff
/** 2^52: lifts subnormal numbers to normal ones. */
const LIFT = 4503599627370496
const SMALLEST_NORMAL = 2.2250738585072014e-308

const float = new Float64Array(1)
const words = new Int32Array(float.buffer)

/** ln x. NaN below 0, −∞ at 0. */
export function log64(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log(x)
  float[0] = x
  if ((words[1]! - NEAR_1) >>> 0 <= NEAR_1_WIDTH) return x === 1 ? 0 : nearOne(x - 1)
  const isTiny = x < SMALLEST_NORMAL
  if (isTiny) float[0] = x * LIFT
  const offset = words[1]! - BEGIN
  words[1]! -= offset & 0xfff00000
  return byTable(float[0], (offset >> 20) - (isTiny ? 52 : 0), 2 * ((offset >>> 13) & 127))
}

/** ln(2^k · z), z in the range of an entry of the table. */
function byTable(z: number, k: number, entry: number): number {
  const r = fma(z, LOG_TABLE[entry]!, -1)
  const whole = fma(LN_2_HIGH, k, LOG_TABLE[entry + 1]!)
  const high = r + whole
  const r2 = r * r
  const low = fma(r2, A[0], fma(k, LN_2_LOW, whole - high + r))
  const rest = fma(fma(r, A[4], A[3]), r2, fma(A[2], r, A[1]))
  return fma(r * r2, rest, low) + high
}

/** ln(1 + r). */
function nearOne(r: number): number {
  const r2 = r * r
  const r3 = r * r2
  const third = fma(r3, B[10], fma(r2, B[9], fma(B[8], r, B[7])))
  const second = fma(third, r3, fma(r2, B[6], fma(B[5], r, B[4])))
  const rest = fma(second, r3, fma(r2, B[3], fma(B[2], r, B[1])))
  // r + B₀·r² in two numbers: r is split in halves, whose squares are exact.
  const lifted = r * 134217728 + r
  const upper = lifted - r * 134217728
  const square = upper * upper
  const high = fma(square, B[0], r)
  const low = fma(B[0] * (r - upper), r + upper, fma(square, B[0], r - high))
  return high + fma(rest, r3, low)
}
