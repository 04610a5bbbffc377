import type { BarTraded } from '../market/event.ts'
import type { Order } from '../market/order.ts'
import type { VenueRules } from './rules.ts'
import { isInside, meetingPoint } from './touch.ts'
import { approachOf, isBeyond } from './trigger.ts'

/**
 * Whether the order of what happens inside one bar is known. It is not where a target lies inside it on one side of
 * the open and, on the other side, a stop, the liquidation price or an order that opens or adds.
 *
 * It is known, though two levels lie inside, for
 *
 *   an opening order and the stop that it brings     the price passes the order's level on its way to the stop
 *   an opening order and its target, where the bar   the price comes back to the target after the entry, whenever
 *   closes beyond the target and no stop is inside    that was
 *
 * A mark price is taken to move along with the last price.
 */
export class Contest {
  /** The order is not known. */
  isOpen = false
  /** An order that opens or adds has filled inside the bar. */
  hasEntered = false
  private wasFlat = true
  private isCounted = false

  begin(lots: number): void {
    this.isOpen = false
    this.wasFlat = lots === 0
    this.hasEntered = false
    this.isCounted = false
  }

  /** True the first time it is asked. */
  isFirst(): boolean {
    const isFirst = !this.isCounted
    this.isCounted = true
    return isFirst
  }

  /**
   * To be asked before anything leaves the book; what was open once stays open.
   *
   * @returns true when a target lies inside: with the liquidation price inside too, the order is not known either
   */
  look(orders: readonly Order[], tape: BarTraded, rules: VenueRules): boolean {
    let hasStop = false
    let hasEntry = this.hasEntered
    let target: Order | undefined
    for (const order of orders) {
      if (!isInside(order, tape, rules)) continue
      if (!order.isReduceOnly) hasEntry = true
      else if (order.type === 'stopMarket') hasStop = true
      else target = order
    }
    if (target && (hasStop || (hasEntry && !this.isReachedAnyway(target, tape, rules)))) this.isOpen = true
    return target !== undefined
  }

  /** A target that the close lies beyond is reached after the entry that brought it, wherever in the bar that was. */
  private isReachedAnyway(target: Order, tape: BarTraded, rules: VenueRules): boolean {
    return this.wasFlat && isBeyond(tape.close, meetingPoint(target, tape, rules), approachOf(target))
  }
}
