import { HOUR_MS } from '../core/time.ts'
import type { TradeTally } from './trade-tally.ts'

/** Mean time from the opening fill to the closing fill of closed trades, hours. null without trades. */
export function averageHoldingHours({ holdingMs, count }: TradeTally): number | null {
  return count === 0 ? null : holdingMs / count / HOUR_MS
}
