/**
 * Standard normal distribution function Φ, absolute error below 1e-15.
 * Source: Hart's approximation as given by West, Better approximations to cumulative normal functions,
 * Wilmott Magazine, 2005.
 */
export function normalCdf(x: number): number {
  const magnitude = Math.abs(x)
  if (magnitude > 37) return x > 0 ? 1 : 0
  const tail = Math.exp((-magnitude * magnitude) / 2) * upperTailRatio(magnitude)
  return x > 0 ? 1 - tail : tail
}

/** (1 − Φ(z)) / exp(−z²/2) for z ≥ 0. */
function upperTailRatio(z: number): number {
  if (z < 7.07106781186547) return polynomial(z, HART_NUMERATOR) / polynomial(z, HART_DENOMINATOR)
  const fraction = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))
  return 1 / (fraction * 2.506628274631)
}

/**
 * Inverse of Φ on (0, 1), relative error about 1e-16; ∓∞ at 0 and 1.
 * Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37(3), 1988.
 */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1)
    return p === 0 ? Number.NEGATIVE_INFINITY : p === 1 ? Number.POSITIVE_INFINITY : Number.NaN
  const fromCentre = p - 0.5
  if (Math.abs(fromCentre) <= 0.425) {
    const r = 0.180625 - fromCentre * fromCentre
    return (fromCentre * polynomial(r, CENTRE_NUMERATOR)) / polynomial(r, CENTRE_DENOMINATOR)
  }
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)))
  const distance =
    r <= 5
      ? polynomial(r - 1.6, TAIL_NUMERATOR) / polynomial(r - 1.6, TAIL_DENOMINATOR)
      : polynomial(r - 5, FAR_NUMERATOR) / polynomial(r - 5, FAR_DENOMINATOR)
  return fromCentre < 0 ? -distance : distance
}

/** Horner's rule; highest power first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

const HART_NUMERATOR = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
]
const HART_DENOMINATOR = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
]
const CENTRE_NUMERATOR = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
]
const CENTRE_DENOMINATOR = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
]
const TAIL_NUMERATOR = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
]
const TAIL_DENOMINATOR = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
]
const FAR_NUMERATOR = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
]
const FAR_DENOMINATOR = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
]
