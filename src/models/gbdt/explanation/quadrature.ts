/** Points and weights of an integral over (0, 1). */
export interface Quadrature {
  readonly points: Float64Array
  readonly weights: Float64Array
}

/**
 * Gauss and Legendre's rule with n points on (0, 1): exact for polynomials up to degree 2n − 1.
 *
 * Points are the roots of the Legendre polynomial Pₙ, found by Newton's method from Chebyshev's guess.
 */
export function gaussLegendre(n: number): Quadrature {
  const points = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    for (let step = 0; step < 8; step++) {
      const [value, slope] = legendre(n, x)
      x -= value / slope
    }
    const [, slope] = legendre(n, x)
    points[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  return { points, weights }
}

/** Pₙ(x) and its slope, |x| < 1. */
function legendre(n: number, x: number): [value: number, slope: number] {
  let before = 1
  let value = x
  for (let k = 2; k <= n; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k
    before = value
    value = next
  }
  return [value, (n * (x * value - before)) / (x * x - 1)]
}
