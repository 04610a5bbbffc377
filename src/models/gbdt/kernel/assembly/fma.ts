/**
 * a · b + c with one rounding, as the fused instruction of processors gives it: WASM has none, and the C library
 * uses it inside exp. The product is split without error (Dekker), then the errors are added last.
 *
 * Exact but for a tie after the second rounding, of the order of one in 2^50. |a|, |b| < 2^996.
 */
export function fma(a: f64, b: f64, c: f64): f64 {
  const product = a * b
  const aHigh = highHalf(a)
  const bHigh = highHalf(b)
  const aLow = a - aHigh
  const bLow = b - bHigh
  const productError = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow
  const sum = product + c
  const cPart = sum - product
  const sumError = product - (sum - cPart) + (c - cPart)
  return sum + (sumError + productError)
}

/** The upper 26 bits of a float64 (Veltkamp). */
@inline
function highHalf(x: f64): f64 {
  const scaled = x * 134217729.0
  return scaled - (scaled - x)
}
