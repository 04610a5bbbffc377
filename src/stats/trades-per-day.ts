import { DAY_MS } from '../core/time.ts'

/** Closed trades per day of elapsed time. null when no time has passed. */
export function tradesPerDay(count: number, elapsedMs: number): number | null {
  return elapsedMs <= 0 ? null : count / (elapsedMs / DAY_MS)
}
