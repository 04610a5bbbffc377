/**
 * Probabilities of logits, row by row: eˣ / Σ eˣ, the largest logit taken off first so that nothing overflows.
 *
 * @param logits [rows, classes]
 */
export function softmaxRows(logits: Float32Array, classes: number): Float32Array<ArrayBuffer> {
  const probabilities = new Float32Array(logits.length)
  for (let start = 0; start < logits.length; start += classes) {
    let most = Number.NEGATIVE_INFINITY
    for (let i = start; i < start + classes; i++) most = Math.max(most, logits[i]!)
    let sum = 0
    for (let i = start; i < start + classes; i++) sum += Math.exp(logits[i]! - most)
    for (let i = start; i < start + classes; i++) probabilities[i] = Math.exp(logits[i]! - most) / sum
  }
  return probabilities
}
