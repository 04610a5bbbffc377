// The slope of x · Φ(x), which is Φ(x) + x · φ(x), less ½: odd, so x · P(x²) / Q(x²), fitted for the least absolute
// error. The coefficients lie in a table in the work space (why: mask.ts).

// Places in the table.
const P0: usize = 0
const P1: usize = 4
const P2: usize = 8
const P3: usize = 12
const P4: usize = 16
const P5: usize = 20
const P6: usize = 24
const P7: usize = 28
const Q1: usize = 32
const Q2: usize = 36
const Q3: usize = 40
const Q4: usize = 44
const Q5: usize = 48
const Q6: usize = 52
const ONE: usize = 56
const HALF: usize = 60
const END: usize = 64
const MINUS_END: usize = 68

/** Writes the table: 72 bytes. */
export function writeSlope(table: usize): void {
  store<f32>(table, 0.7978845238685608, P0)
  store<f32>(table, -0.02507193759083748, P1)
  store<f32>(table, 0.013851746916770935, P2)
  store<f32>(table, 0.000158281676704064, P3)
  store<f32>(table, 3.2081992685562e-5, P4)
  store<f32>(table, 7.915115816103935e-7, P5)
  store<f32>(table, 1.0954042117816698e-8, P6)
  store<f32>(table, -2.800329933216883e-11, P7)
  store<f32>(table, 0.3019101023674011, Q1)
  store<f32>(table, 0.04299797862768173, Q2)
  store<f32>(table, 0.003791592549532652, Q3)
  store<f32>(table, 0.0002273705176776275, Q4)
  store<f32>(table, 9.182153007714078e-6, Q5)
  store<f32>(table, 2.765215469935356e-7, Q6)
  store<f32>(table, 1, ONE)
  store<f32>(table, 0.5, HALF)
  // Beyond ±5.7 the slope is 0 or 1 within the error.
  store<f32>(table, 5.7, END)
  store<f32>(table, -5.7, MINUS_END)
}

/** Φ(x) + x · φ(x), within 4e-7. NaN stays NaN. */
@inline
export function slope(x: v128, table: usize): v128 {
  const near = f32x4.pmax(f32x4.pmin(x, v128.load32_splat(table, END)), v128.load32_splat(table, MINUS_END))
  const u = f32x4.mul(near, near)
  let p = f32x4.relaxed_madd(v128.load32_splat(table, P7), u, v128.load32_splat(table, P6))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P5))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P4))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P3))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P2))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P1))
  p = f32x4.relaxed_madd(p, u, v128.load32_splat(table, P0))
  let q = f32x4.relaxed_madd(v128.load32_splat(table, Q6), u, v128.load32_splat(table, Q5))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q4))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q3))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q2))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, Q1))
  q = f32x4.relaxed_madd(q, u, v128.load32_splat(table, ONE))
  return f32x4.add(f32x4.div(f32x4.mul(near, p), q), v128.load32_splat(table, HALF))
}
