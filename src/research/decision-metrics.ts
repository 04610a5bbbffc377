import { REFUSERS, type Refusal, type Refuser } from '../market/records.ts'
import type { BacktestResult } from './result.ts'

/**
 * What became of the entries that were wished.
 *
 *   proposals = refusals of everyone before the venue + unchanged + entryOrders
 *
 * The venue refuses orders that were sent, closing orders among them: its refusals stand apart.
 */
export interface DecisionMetrics {
  readonly proposals: number
  /** By who refused, in the order in which they are asked; repeats count. */
  readonly refusedBy: Readonly<Record<Refuser, number>>
  /** All of them, the venue's included. */
  readonly refusals: number
  /** Wishes to add to a position that came to less than can be traded: the position stayed as it was. */
  readonly unchanged: number
  /** Orders sent to open a position or to add to one; not all of them fill. */
  readonly entryOrders: number
}

export function decisionMetrics({ refusals, counts }: BacktestResult): DecisionMetrics {
  const refusedBy = Object.fromEntries(REFUSERS.map((name) => [name, 0])) as Record<Refuser, number>
  for (const refusal of refusals) refusedBy[refusal.layer] += timesRefused(refusal)
  const total = REFUSERS.reduce((sum, name) => sum + refusedBy[name], 0)
  const { proposals, entryOrders } = counts
  const unchanged = proposals - (total - refusedBy.venue) - entryOrders
  return { proposals, refusedBy, refusals: total, unchanged, entryOrders }
}

/** A record stands for a row of equal refusals. */
export function timesRefused({ repeats }: Refusal): number {
  return 1 + repeats
}
