import { HOUR_MS } from '../core/time.ts'

const INTERVAL_HOURS: readonly number[] = [1, 2, 4, 8]

/**
 * Funding interval in force at each bar's end: the time between the last two known settlements, to the hour
 * (exchanges stamp them a few ms late). The instrument's own where there are not two yet, or where the
 * difference is none that exists (a hole lies between).
 *
 * @param counts settlements known at each bar's end
 */
export function fundingIntervals(times: Float64Array, counts: Float64Array, ownMs: number): Float64Array {
  return counts.map((count) => {
    if (count < 2) return ownMs
    const hours = Math.round((times[count - 1]! - times[count - 2]!) / HOUR_MS)
    return INTERVAL_HOURS.includes(hours) ? hours * HOUR_MS : ownMs
  })
}
