export const SECOND_MS = 1000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Length of each supported timeframe in milliseconds. */
export const TIMEFRAME_MS = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': HOUR_MS,
  '2h': 2 * HOUR_MS,
  '4h': 4 * HOUR_MS,
  '1d': DAY_MS,
} as const

export type Timeframe = keyof typeof TIMEFRAME_MS

export const TIMEFRAMES = Object.keys(TIMEFRAME_MS) as Timeframe[]

export function isTimeframe(text: string): text is Timeframe {
  return Object.hasOwn(TIMEFRAME_MS, text)
}

/** `2024-06-11T08:00Z`: the shortest ISO form without losing the minute; UTC. */
export function formatTime(timeMs: number): string {
  if (!Number.isFinite(timeMs) || Math.abs(timeMs) > 8.64e15) return String(timeMs)
  const iso = new Date(timeMs).toISOString()
  return timeMs % MINUTE_MS === 0 ? `${iso.slice(0, 16)}Z` : iso
}

/** `2024-06-11` of a UTC instant. */
export function formatDay(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10)
}
