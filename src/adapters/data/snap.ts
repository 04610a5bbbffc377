import { HOUR_MS, MINUTE_MS } from '../../core/time.ts'

/**
 * Exchanges stamp a settlement a few milliseconds after the full hour at which it happens. Moves times that lie
 * within a minute of a full hour onto it, in place, and says so.
 */
export function snapToHours(times: Float64Array): string[] {
  let moved = 0
  let farthestMs = 0
  times.forEach((time, i) => {
    const hour = Math.round(time / HOUR_MS) * HOUR_MS
    const distance = Math.abs(time - hour)
    if (distance === 0 || distance > MINUTE_MS) return
    times[i] = hour
    moved++
    farthestMs = Math.max(farthestMs, distance)
  })
  return moved > 0 ? [`${moved} times moved to the full hour, by at most ${farthestMs} ms`] : []
}
