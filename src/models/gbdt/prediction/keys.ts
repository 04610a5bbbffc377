// Floats as whole numbers of the same order, as the kernel compares them (kernel/assembly/keys.ts makes them of
// whole columns): positive ones get the sign bit, negative ones are inverted.

const float32 = new Float32Array(1)
const bits32 = new Uint32Array(float32.buffer)
const float64 = new Float64Array(1)
const bits64 = new BigUint64Array(float64.buffer)

const SIGN_64 = 1n << 63n

/** Key of a float32. −0 counts as 0. */
export function key32(value: number): number {
  float32[0] = value + 0
  const bits = bits32[0]!
  return (bits >= 0x80000000 ? ~bits : bits | 0x80000000) >>> 0
}

/** Key of a float64. −0 counts as 0. */
export function key64(value: number): bigint {
  float64[0] = value + 0
  const bits = bits64[0]!
  return bits >= SIGN_64 ? BigInt.asUintN(64, ~bits) : bits | SIGN_64
}

/** The largest float32 below one: x < value and x ≤ below32(value) say the same. NaN below −∞ and of NaN. */
export function below32(value: number): number {
  if (Number.isNaN(value) || value === -Infinity) return Number.NaN
  // −0 lies between the keys but is no number of its own.
  const key = key32(value) - (value === 0 ? 2 : 1)
  bits32[0] = key >= 0x80000000 ? key & 0x7fffffff : ~key
  return float32[0]!
}

/** The largest float32 that is ≤ a float64: for float32 x, x ≤ value and x ≤ floor32(value) say the same. */
export function floor32(value: number): number {
  const near = Math.fround(value)
  return near > value ? below32(near) : near
}
