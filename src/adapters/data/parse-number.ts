const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const INFINITE = /^[+-]?inf(?:inity)?$/i
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/

/** 10^k for k = 0 … 22: exactly the powers of ten that a double holds exactly. */
export const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/**
 * The number a cell's text means: exactly `Number(text)` for decimal notation, ±Infinity for `inf`,
 * NaN for everything else (also for an empty cell, `nan` and hexadecimal).
 */
export function parseNumber(text: string): number {
  const cell = text.trim()
  if (DECIMAL.test(cell)) return Number(cell)
  return INFINITE.test(cell) ? (cell.startsWith('-') ? -Infinity : Infinity) : Number.NaN
}

/** True for the texts that honestly say "no value": an empty cell, `nan`, `null`, `none`, `na`. */
export function isBlank(text: string): boolean {
  return /^\s*(?:nan|null|none|n\/?a)?\s*$/i.test(text)
}

/** UTC epoch milliseconds of an ISO date or date-time (no zone = UTC), or of an epoch number; else NaN. */
export function parseTime(text: string): number {
  const cell = text.trim()
  const match = ISO.exec(cell)
  if (!match) return toMilliseconds(parseNumber(cell))
  const [year, month, day, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const milliseconds = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000 + 1e-6)
  const local = Date.UTC(year!, month! - 1, day, hour, minute, second, milliseconds)
  return local - zoneOffsetMs(match[8])
}

function zoneOffsetMs(zone: string | undefined): number {
  if (!zone || zone === 'Z' || zone === 'UTC') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000
}

/**
 * Epoch seconds, milliseconds, microseconds or nanoseconds to milliseconds. The magnitudes cannot be confused:
 * 10^11 is the year 5138 in seconds and March 1973 in milliseconds, and so on upwards.
 */
export function toMilliseconds(epoch: number): number {
  if (epoch < 1e11) return epoch * 1000
  if (epoch < 1e14) return epoch
  return epoch < 1e17 ? Math.floor(epoch / 1e3) : Math.floor(epoch / 1e6)
}

/** Digits after the decimal point without trailing zeros: `0.0500` has two, `1.5e-7` eight. */
export function decimalsOf(text: string): number {
  const match = /^\s*[+-]?\d*(?:\.(\d*?)0*)?(?:[eE]([+-]?\d+))?\s*$/.exec(text)
  return match ? Math.max(0, (match[1] ?? '').length - Number(match[2] ?? 0)) : 0
}
