/**
 * Entries that one level of a quantile sketch keeps (XGBoost ≥ 3.3; oversampling 2).
 *
 *   L = min(N, ⌈ℓ · 2 · bins⌉ + 1) of the first level ℓ = 1, 2 … with 2^ℓ · L ≥ N, bins = min(maxBin, N)
 *
 * AssemblyScript and TypeScript both compile this: `number` is a float64 to either.
 *
 * @param count N, values without missing ones
 */
export function sketchLimit(count: number, maxBin: number): number {
  if (count === 0) return 1
  const epsilon: number = 1 / Math.min(maxBin, count) / 2
  let level: number = 1
  let spread: number = 2
  let limit: number = Math.min(count, Math.ceil(level / epsilon) + 1)
  while (spread * limit < count) {
    level += 1
    spread *= 2
    limit = Math.min(count, Math.ceil(level / epsilon) + 1)
  }
  return limit
}
