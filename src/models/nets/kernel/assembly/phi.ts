// The normal distribution Φ, less ½: odd, so x · P(x²) / Q(x²), fitted for the least absolute error. The coefficients
// lie in a table in the work space (why: mask.ts).

// Places in the table.
const P0: usize = 0
const P1: usize = 4
const P2: usize = 8
const P3: usize = 12
const P4: usize = 16
const P5: usize = 20
const Q1: usize = 24
const Q2: usize = 28
const Q3: usize = 32
const Q4: usize = 36
const Q5: usize = 40
const ONE: usize = 44
const HALF: usize = 48
const MINUS_HALF: usize = 52
const END: usize = 56
const MINUS_END: usize = 60

/** Writes the table: 64 bytes. */
export function writePhi(table: usize): void {
  store<f32>(table, 0.3989422619342804, P0)
  store<f32>(table, 0.032935842871665955, P1)
  store<f32>(table, 0.004627997521311045, P2)
  store<f32>(table, 0.00016033521387726068, P3)
  store<f32>(table, 6.379073056450579e-6, P4)
  store<f32>(table, 2.405027998975129e-8, P5)
  store<f32>(table, 0.24922414124011993, Q1)
  store<f32>(table, 0.028138859197497368, Q2)
  store<f32>(table, 0.0018365754513069987, Q3)
  store<f32>(table, 7.135259511414915e-5, Q4)
  store<f32>(table, 1.2371687034828938e-6, Q5)
  store<f32>(table, 1, ONE)
  store<f32>(table, 0.5, HALF)
  store<f32>(table, -0.5, MINUS_HALF)
  // Beyond ±6 Φ(x) is 0 or 1: the quotient has passed ±½ before, and what passes is cut off.
  store<f32>(table, 6, END)
  store<f32>(table, -6, MINUS_END)
}

/** Φ(x), within 2e-7; exactly 0 and 1 beyond ±6. NaN stays NaN. */
@inline
export function phi(x: v128, table: usize): v128 {
  const near = between(x, v128.load32_splat(table, MINUS_END), v128.load32_splat(table, END))
  const u = f32x4.mul(near, near)
  let p = f32x4.relaxed_madd(v128.load32_splat(table, P5), u, v128.load32_splat(table, P4))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P3))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P2))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P1))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P0))
  let q = f32x4.relaxed_madd(v128.load32_splat(table, Q5), u, v128.load32_splat(table, Q4))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q3))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q2))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q1))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, ONE))
  const odd = f32x4.div(f32x4.mul(near, p), q)
  const half = v128.load32_splat(table, HALF)
  return f32x4.add(between(odd, v128.load32_splat(table, MINUS_HALF), half), half)
}

/** x within bounds; NaN stays NaN. */
@inline
function between(x: v128, least: v128, most: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, most), least)
}
