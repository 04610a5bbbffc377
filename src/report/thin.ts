/**
 * Indices of a long series that keep its picture: of each of `buckets` equal stretches the first, the lowest, the
 * highest and the last value, ascending. A short series is kept whole.
 */
export function thinnedIndices(values: Float64Array, buckets: number): number[] {
  const count = values.length
  if (count <= buckets * 4) return Array.from({ length: count }, (_, i) => i)
  const kept: number[] = []
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * count) / buckets)
    const to = Math.floor(((bucket + 1) * count) / buckets)
    let low = from
    let high = from
    for (let i = from + 1; i < to; i++) {
      if (values[i]! < values[low]!) low = i
      if (values[i]! > values[high]!) high = i
    }
    kept.push(...new Set([from, Math.min(low, high), Math.max(low, high), to - 1]))
  }
  return kept
}

/** At most `most` of the items, evenly spread over their order. */
export function evenSample<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!)
}
