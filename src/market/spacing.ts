import { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../core/time.ts'

/** The most frequent distance between neighbours in time, whatever the order; undefined for fewer than two. */
export function typicalSpacing(times: Float64Array): number | undefined {
  const ordered = isAscending(times) ? times : times.toSorted()
  const counts = new Map<number, number>()
  for (let i = 1; i < ordered.length; i++) {
    const spacing = ordered[i]! - ordered[i - 1]!
    if (spacing > 0) counts.set(spacing, (counts.get(spacing) ?? 0) + 1)
  }
  let best: number | undefined
  for (const [spacing, count] of counts) if (best === undefined || count > counts.get(best)!) best = spacing
  return best
}

/** The timeframe of this length, or undefined. */
export function timeframeOfSpacing(spacingMs: number | undefined): Timeframe | undefined {
  return TIMEFRAMES.find((timeframe) => TIMEFRAME_MS[timeframe] === spacingMs)
}

function isAscending(times: Float64Array): boolean {
  return times.every((time, i) => i === 0 || time >= times[i - 1]!)
}
