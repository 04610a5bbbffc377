import { YEAR_MS } from './annual.ts'

/**
 * How often the equity is traded in a year.
 *
 *   turnover = traded notional / years / mean equity
 *
 * Both sides count: opening and closing a position worth the equity is 2. null when no time has passed or the
 * mean equity is not positive.
 */
export function turnover(tradedNotional: number, elapsedMs: number, meanEquity: number): number | null {
  if (elapsedMs <= 0 || meanEquity <= 0) return null
  return tradedNotional / (elapsedMs / YEAR_MS) / meanEquity
}
