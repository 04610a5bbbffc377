/** Lower edges of the buckets: those of the sizing rule (SPEC §6.3), and one below for weak signals. */
const EDGES = [0, 0.5, 0.6, 0.7, 0.85] as const

export const CONFIDENCE_BUCKETS = EDGES.map(
  (edge, i) => `${edge.toFixed(2)}–${(EDGES[i + 1] ?? 1).toFixed(2)}`,
)

/** Index of the bucket of a confidence 0 … 1; the lower edge belongs to the bucket, 1 to the last. */
export function confidenceBucket(confidence: number): number {
  let bucket = 0
  while (bucket + 1 < EDGES.length && confidence >= EDGES[bucket + 1]!) bucket++
  return bucket
}
