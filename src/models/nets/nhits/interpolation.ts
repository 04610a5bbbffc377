/** How knots become steps. */
export type Interpolation = 'linear' | 'nearest'

/**
 * Interpolation of `knots` numbers to `steps` is linear in them: a matrix, steps = knots · matrix. As PyTorch's
 * `interpolate` with align_corners = false:
 * - `linear`: step i lies at s = max(0, (i + ½) · knots / steps − ½), between ⌊s⌋ and the next knot (the last has none)
 * - `nearest`: step i is knot ⌊i · knots / steps⌋
 *
 * @returns [knots, steps], row-major
 */
export function interpolationMatrix(
  knots: number,
  steps: number,
  interpolation: Interpolation,
): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(knots * steps)
  for (let step = 0; step < steps; step++) {
    if (interpolation === 'nearest') matrix[Math.floor((step * knots) / steps) * steps + step] = 1
    else placeBetween(matrix, knots, steps, step)
  }
  return matrix
}

function placeBetween(matrix: Float32Array, knots: number, steps: number, step: number): void {
  const position = Math.max(0, ((step + 0.5) * knots) / steps - 0.5)
  const left = Math.floor(position)
  const right = Math.min(left + 1, knots - 1)
  matrix[left * steps + step]! += 1 - (position - left)
  matrix[right * steps + step]! += position - left
}

/** Knots of a stack's forecast: one for every `frequency` steps, at least one. */
export function knotsOf(horizon: number, frequency: number): number {
  return Math.max(Math.floor(horizon / frequency), 1)
}
