import type { TradeTally } from './trade-tally.ts'

/** Share of closed trades with profit > 0 after fees and funding; break-even counts against. null without trades. */
export function winRate({ wins, count }: TradeTally): number | null {
  return count === 0 ? null : wins / count
}
