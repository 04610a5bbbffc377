/**
 * a · b + c with one rounding, as the fused instruction of processors gives it. The product is split without error
 * (Dekker), then the errors are added last: exact but for a tie after the second rounding. |a|, |b| < 2^996.
 *
 * The C library's exp and log use that instruction, and neither WASM nor JavaScript has it. This file is both
 * TypeScript and AssemblyScript, whose `number` is f64.
 */
export function fma(a: number, b: number, c: number): number {
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
function highHalf(x: number): number {
  const scaled = x * 134217729
  return scaled - (scaled - x)
}
