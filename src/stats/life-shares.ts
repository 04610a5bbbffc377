import type { TradeTally } from './trade-tally.ts'

/** Share of closed trades whose (partial) target filled. null without trades. */
export function partialShare({ partials, count }: TradeTally): number | null {
  return count === 0 ? null : partials / count
}

/** Share of closed trades whose stop trailed. null without trades. */
export function trailingShare({ trailed, count }: TradeTally): number | null {
  return count === 0 ? null : trailed / count
}
