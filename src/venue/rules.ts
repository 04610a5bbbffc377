import type { SlippageModel } from './costs.ts'

/**
 * How to read a bar whose path is unknown (SPEC §7.3).
 *
 *   pessimistic  the extreme that hurts first
 *   optimistic   the extreme that helps first; after a target the stop is not tried again in that bar
 *                (where finer bars are walked: in that finer bar)
 *   ohlc         open → nearer extreme → other extreme → close
 */
export type BarReading = 'pessimistic' | 'optimistic' | 'ohlc'

export interface VenueRules {
  readonly slippage: SlippageModel
  readonly reading: BarReading
  /** Price series that triggers stops and take-profits. */
  readonly triggerBy: 'last' | 'mark'
  /** A resting limit order fills when the bar trades through its price, or already when it touches it. */
  readonly limitFill: 'through' | 'touch'
}
