/** Counts of values in bins of one width; bin i covers [start + i·width, start + (i+1)·width). */
export interface Histogram {
  readonly start: number
  readonly width: number
  readonly counts: readonly number[]
}

const MOST_BINS = 150
const LEAST_WIDTH = 1e-12

/**
 * Histogram with a readable width (1, 2 or 5 times a power of ten) and an edge at 0, so that no bin mixes gains
 * with losses. The width is the next readable one at or above the rule of Freedman & Diaconis (2 · IQR / ∛n,
 * 1981), and at least 1/150 of the range. null without values.
 *
 * @param sorted ascending
 */
export function histogram(sorted: Float64Array): Histogram | null {
  const count = sorted.length
  if (count === 0) return null
  const lowest = sorted[0]!
  const highest = sorted[count - 1]!
  const quartiles = sorted[Math.floor(count * 0.75)]! - sorted[Math.floor(count * 0.25)]!
  const wanted = Math.max((2 * quartiles) / Math.cbrt(count), (highest - lowest) / MOST_BINS)
  const width = readableWidth(Math.max(wanted > 0 ? wanted : Math.abs(highest) || 1, LEAST_WIDTH))
  const first = Math.floor(lowest / width)
  const counts = new Array<number>(Math.floor(highest / width) - first + 1).fill(0)
  for (const value of sorted) counts[Math.floor(value / width) - first]!++
  return { start: first * width, width, counts }
}

/** The smallest of 1, 2, 5 · 10ᵏ that is ≥ `least`. */
function readableWidth(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const multiple = [1, 2, 5].find((step) => step * power >= least) ?? 10
  return multiple * power
}
