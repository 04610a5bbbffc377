/**
 * The centred moving average of a window as a matrix, average = window · matrix; beyond the ends the first and the
 * last value stand for what is not there.
 *
 * @param span odd number of bars averaged
 * @returns [length, length], row-major
 */
export function movingAverageMatrix(length: number, span: number): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(length * length)
  const half = (span - 1) / 2
  for (let bar = 0; bar < length; bar++) {
    for (let near = bar - half; near <= bar + half; near++) {
      const from = Math.min(Math.max(near, 0), length - 1)
      matrix[from * length + bar]! += 1 / span
    }
  }
  return matrix
}
