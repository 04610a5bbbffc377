const scratch = new DataView(new ArrayBuffer(8))

/** The next float64 above a finite x; ∞ stays. */
export function nextUp(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return x
  if (x === 0) return Number.MIN_VALUE
  scratch.setFloat64(0, x)
  scratch.setBigInt64(0, scratch.getBigInt64(0) + (x > 0 ? 1n : -1n))
  return scratch.getFloat64(0)
}
