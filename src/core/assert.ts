/** A broken promise of our own code: stops the run. For bad input throw `QtError` instead. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
