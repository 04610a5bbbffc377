import { YEAR_MS } from './annual.ts'

/**
 * Compound annual growth rate, a share.
 *
 *   CAGR = (final / initial)^(1 / years) − 1,  years = elapsed time / 365.25 days
 *
 * −1 when nothing (or less) is left. null when no time has passed or the power is too large for a number
 * (a steep gain within hours). Over less than a year it extrapolates: read it together with the period.
 *
 * @param elapsedMs from the open of the first bar to the end of the last
 */
export function cagr(initial: number, final: number, elapsedMs: number): number | null {
  if (elapsedMs <= 0) return null
  if (final <= 0) return -1
  const rate = (final / initial) ** (YEAR_MS / elapsedMs) - 1
  return Number.isFinite(rate) ? rate : null
}
