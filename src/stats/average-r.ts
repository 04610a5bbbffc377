import type { TradeTally } from './trade-tally.ts'

/**
 * Mean R-multiple of the closed trades that had a stop from the start: the expectancy in units of what is risked.
 *
 *   average R = Σ (profit / initial risk) / trades with a stop
 *
 * null where none had one.
 */
export function averageR({ multiples, stopped }: TradeTally): number | null {
  return stopped === 0 ? null : multiples / stopped
}
