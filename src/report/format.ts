import { DAY_MS, formatTime, HOUR_MS, MINUTE_MS } from '../core/time.ts'

/** What stands for a figure that is not defined. */
export const NONE = '–'

const MINUS = '−'

/** Narrow and not breaking: keeps a number and its unit on one line. */
const THIN_SPACE = '\u202f'

/** `12,345.60`: thousands separated, true minus sign. */
export function decimal(value: number | null, digits = 2): string {
  if (value === null || !Number.isFinite(value)) return NONE
  const [whole, fraction] = Math.abs(value).toFixed(digits).split('.') as [string, string?]
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text
}

/** Decimals that a column of amounts is told with: none where some of them has four digits before the point. */
export function amountDigits(values: readonly number[]): number {
  return values.some((value) => Math.abs(value) >= 1000) ? 0 : 2
}

/** A share as percent: 0.1234 → `12.34 %`. */
export function percent(share: number | null, digits = 2): string {
  return share === null || !Number.isFinite(share) ? NONE : `${decimal(share * 100, digits)}${THIN_SPACE}%`
}

/** With a plus sign for gains. */
export function signed(text: string): string {
  return text === NONE || text.startsWith(MINUS) || !/[1-9]/.test(text) ? text : `+${text}`
}

/** A price with about seven significant digits and no needless zeros. */
export function price(value: number): string {
  if (!Number.isFinite(value)) return NONE
  const digits = Math.max(0, Math.min(10, 6 - Math.floor(Math.log10(Math.abs(value) || 1))))
  const text = decimal(value, digits)
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

/** `3 min`, `5.5 h`, `12.3 d`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms)) return NONE
  if (ms < HOUR_MS) return `${decimal(ms / MINUTE_MS, 0)}${THIN_SPACE}min`
  return ms < 2 * DAY_MS
    ? `${decimal(ms / HOUR_MS, 1)}${THIN_SPACE}h`
    : `${decimal(ms / DAY_MS, 1)}${THIN_SPACE}d`
}

/** `2024-06-11 08:00`, UTC. */
export function moment(timeMs: number | null): string {
  if (timeMs === null || !Number.isFinite(timeMs)) return NONE
  return formatTime(timeMs).slice(0, 16).replace('T', ' ')
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `11 Jun 2024 08:00`, UTC: for running text, where an ISO date would break at its hyphens. */
export function momentInWords(timeMs: number | null): string {
  if (timeMs === null) return NONE
  const [date, time] = moment(timeMs).split(' ') as [string, string]
  const [year, month, day] = date.split('-') as [string, string, string]
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year} ${time}`
}

/** `partialTarget` → `partial target`. */
export function words(identifier: string): string {
  return identifier.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}

/** `1 trade`, `2 trades`. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${decimal(count, 0)} ${count === 1 ? noun : nouns}`
}

/** Six significant digits: what a plot can show, and half the bytes. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6))
}
