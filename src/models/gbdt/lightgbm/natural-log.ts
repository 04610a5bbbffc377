/** Bits behind the point: enough that rounding to float64 is never in doubt. */
const BITS = 160n
const ONE = 1n << BITS

/**
 * ln x of a normal number > 0, rounded correctly. Engines differ in the last bit of `Math.log`, the C library's is
 * almost always the correct one, and a model begins with it.
 *
 *   x = m · 2^e,   ln x = 2 · artanh((m − 1) / (m + 1)) + e · ln 2,   ln 2 = 2 · artanh(1 / 3)
 */
export function naturalLog(x: number): number {
  if (x === 1) return 0
  const exponent = Math.floor(Math.log2(x))
  // A quotient of powers of two is exact, whichever side of one it falls on.
  const mantissa = BigInt((x / 2 ** exponent) * 2 ** 52) << (BITS - 52n)
  const sum = 2n * artanh(mantissa - ONE, mantissa + ONE) + BigInt(exponent) * 2n * artanh(1n, 3n)
  return toNumber(sum)
}

/** artanh(a / b) = q + q³ / 3 + q⁵ / 5 …, with q = a / b. */
function artanh(a: bigint, b: bigint): bigint {
  const q = (a << BITS) / b
  const square = (q * q) >> BITS
  let sum = 0n
  for (let term = q, k = 1n; term !== 0n && term !== -1n; term = (term * square) >> BITS, k += 2n) sum += term / k
  return sum
}

/** A fixed-point number to the nearest float64. */
function toNumber(value: bigint): number {
  const size = value < 0n ? -value : value
  const excess = BigInt(Math.max(0, size.toString(2).length - 64))
  // 64 bits, the last one standing for all that is cut off: then `Number` rounds once and rightly.
  const kept = (size >> excess) | (size & ((1n << excess) - 1n) ? 1n : 0n)
  const magnitude = Number(kept) * 2 ** Number(excess - BITS)
  return value < 0n ? -magnitude : magnitude
}
