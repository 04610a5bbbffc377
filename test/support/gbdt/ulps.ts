const float32 = new Float32Array(1)
const int32 = new Int32Array(float32.buffer)
const float64 = new Float64Array(1)
const int64 = new BigInt64Array(float64.buffer)

/** Distance of two numbers: 0 is the same (−0 is 0, NaN is NaN), 1 the next one of its kind. */
export type Distance = (ours: number, theirs: number) => number

/** In units in the last place of float32. */
export const ulps32: Distance = (ours, theirs) =>
  Object.is(ours, theirs) ? 0 : finite(Math.abs(place32(ours) - place32(theirs)), ours, theirs)

/** In units in the last place of float64. */
export const ulps64: Distance = (ours, theirs) =>
  Object.is(ours, theirs) ? 0 : finite(Number(absolute(place64(ours) - place64(theirs))), ours, theirs)

/** Theirs was printed with six digits (`%g`): 0 if ours may be printed so, else the distance in that last digit. */
export const sixDigits: Distance = (ours, theirs) => {
  if (Object.is(ours, theirs)) return 0
  const digit = 10 ** (Math.floor(Math.log10(Math.abs(theirs) || 1e-300)) - 5)
  const apart = Math.abs(ours - theirs) / digit
  return apart <= HALF ? 0 : finite(Math.max(1, Math.round(apart)), ours, theirs)
}

/** Half of the last digit, and what float32 adds to a number of six digits. */
const HALF = 0.56

/** 0 or infinite. */
export const exactly: Distance = (ours, theirs) => (ours === theirs ? 0 : Number.POSITIVE_INFINITY)

const finite = (distance: number, ours: number, theirs: number): number =>
  Number.isNaN(ours) !== Number.isNaN(theirs) ? Number.POSITIVE_INFINITY : distance

/** Position among all float32 in ascending order. */
function place32(value: number): number {
  float32[0] = value
  const bits = int32[0]!
  return bits < 0 ? -(bits & 0x7fffffff) : bits
}

function place64(value: number): bigint {
  float64[0] = value
  const bits = int64[0]!
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value)
