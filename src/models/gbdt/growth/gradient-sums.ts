/** Sums of gradients and hessians over rows, float64. */
export interface GradientSums {
  readonly gradient: number
  readonly hessian: number
}

/** Sums of (gradient, hessian) pairs, one after the other: the order decides on the last bits. [pairs × 2] */
export function sumPairs(pairs: Float32Array | Float64Array): GradientSums {
  let gradient = 0
  let hessian = 0
  for (let i = 0; i < pairs.length; i += 2) {
    gradient += pairs[i]!
    hessian += pairs[i + 1]!
  }
  return { gradient, hessian }
}
