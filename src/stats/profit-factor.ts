import type { TradeTally } from './trade-tally.ts'

/** Profit of the winners ÷ loss of the losers, after costs. null without losing trades: it would be infinite. */
export function profitFactor({ gained, lost }: TradeTally): number | null {
  return lost === 0 ? null : gained / lost
}
