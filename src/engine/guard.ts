import type { Order, TradePlan } from '../market/order.ts'
import type { OrderReason } from '../market/records.ts'

/** What the engine remembers of a position beside its size: begun anew with every position. */
export class Guard {
  /** What the trade is meant to be; undefined for a position that we did not open. */
  plan: TradePlan | undefined
  /** Ordinal of the bar in which it was opened. */
  entryBar = 0
  /** It was opened inside a bar: that bar's extremes say nothing about what came after. */
  isEntryIntrabar = false
  /** Our orders at the venue. */
  stop: Order | undefined
  target: Order | undefined
  /** Where the stop belongs, whether its order is there or not; NaN = nowhere. It only ever tightens. */
  stopLevel = Number.NaN
  stopReason: OrderReason = 'stop'
  /** The venue would not have the stop, and got it a second time. */
  isStopRefused = false
  isBreakEven = false
  /** The target has filled: what the strategy adds later rides with the rest. */
  isTargetDone = false
  /** First bar in which the trailing stop is active; Infinity before. */
  trailFromBar = Number.POSITIVE_INFINITY
  /** Best price since trailing became active. */
  bestPrice = 0

  begin(plan: TradePlan | undefined, bar: number, isIntrabar: boolean): void {
    this.plan = plan
    this.entryBar = bar
    this.isEntryIntrabar = isIntrabar
    this.stop = undefined
    this.target = undefined
    this.stopLevel = Number.NaN
    this.stopReason = 'stop'
    this.isStopRefused = false
    this.isBreakEven = false
    this.isTargetDone = false
    this.trailFromBar = Number.POSITIVE_INFINITY
    this.bestPrice = 0
  }
}
