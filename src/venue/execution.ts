import type { Account } from '../ledger/account.ts'
import type { Mutable, OrderFilled, VenueEvent } from '../market/event.ts'
import { unitsOf } from '../market/grid.ts'
import type { Order } from '../market/order.ts'
import type { Fill, RefusalLimits, Side } from '../market/records.ts'
import { feeOf, marketFillPrice, slippageBps } from './costs.ts'
import { forcedClosing } from './liquidation.ts'
import type { OrderBook } from './order-book.ts'
import type { VenueRules } from './rules.ts'

/** Fills orders that go, or refuses them: price, fee, margin, and the report of it. */
export class Execution {
  /** Time of the last market event: a fill inside a bar bears the time of its open. */
  now = Number.NEGATIVE_INFINITY
  sequence = 0
  /** What goes now might not have gone, had the bar been read otherwise. */
  isContested = false
  /** Cross margin left at the open marks of this instant; NaN = not known, or something has happened since. */
  cushion = Number.NaN
  private readonly account: Account
  private readonly rules: VenueRules
  private readonly books: readonly OrderBook[]
  private readonly emit: (event: VenueEvent) => void
  /** The one report of a fill, used again for the next: whoever keeps it copies it. */
  private readonly filled = blankReport()

  constructor(
    account: Account,
    rules: VenueRules,
    books: readonly OrderBook[],
    emit: (event: VenueEvent) => void,
  ) {
    this.account = account
    this.rules = rules
    this.books = books
    this.emit = emit
  }

  /** At a reference price, moved by slippage. */
  fillAtMarket(order: Order, reference: number, isIntrabar: boolean): void {
    const grid = this.account.grids[order.instrument]!
    const { context } = this.books[order.instrument]!
    const bps = slippageBps(this.rules.slippage, unitsOf(grid, order.lots), reference, context)
    this.fill(order, marketFillPrice(grid, order.side, reference, bps), reference, false, isIntrabar)
  }

  fill(order: Order, price: number, reference: number, isMaker: boolean, isIntrabar: boolean): void {
    const { account } = this
    const { instrument } = order
    const lots = order.isReduceOnly ? this.reducibleLots(order) : order.lots
    if (lots === 0) {
      this.refuse(order, 'reduceOnly', order.lots, 0)
      return
    }
    const notional = unitsOf(account.grids[instrument]!, lots) * price
    const fee = feeOf(notional, isMaker, account.instruments[instrument]!)
    const required = order.plan ? notional / order.plan.leverage + fee : 0
    if (required > 0 && required > account.freeMargin) {
      this.refuse(order, 'margin', required, account.freeMargin)
      return
    }
    this.report(order, lots, price, reference, fee, isMaker, isIntrabar)
  }

  private report(
    order: Order,
    lots: number,
    price: number,
    reference: number,
    fee: number,
    isMaker: boolean,
    isIntrabar: boolean,
  ): void {
    const { filled } = this
    const { fill } = filled
    const book = this.books[order.instrument]!
    fill.sequence = this.sequence++
    fill.time = this.now
    fill.instrument = order.instrument
    fill.side = order.side
    fill.lots = lots
    fill.price = price
    fill.reference = reference
    fill.fee = fee
    fill.isMaker = isMaker
    fill.reason = order.reason
    fill.isAmbiguous = order.isReduceOnly && (this.isContested || book.isExitOwed)
    filled.time = this.now
    filled.order = order
    filled.isIntrabar = isIntrabar
    this.cushion = Number.NaN
    this.emit(filled)
    if (this.account.positions[order.instrument]!.lots === 0) book.isExitOwed = false
  }

  /** A reduce-only order closes at most what is held on the other side. */
  private reducibleLots({ instrument, side, lots }: Order): number {
    const held = this.account.positions[instrument]!.lots
    return side * held < 0 ? Math.min(lots, Math.abs(held)) : 0
  }

  refuse(order: Order, limit: RefusalLimits['venue'], value: number, bound: number): void {
    const { instrument, side } = order
    const refusal = {
      time: this.now,
      instrument,
      side,
      layer: 'venue',
      limit,
      value,
      bound,
      repeats: 0,
    } as const
    this.emit({ kind: 'order.refused', time: this.now, order, refusal })
  }

  /** Closes a position at the worse of its liquidation price and the open, for the liquidation fee. */
  liquidate(instrument: number, level: number): void {
    const { lots } = this.account.positions[instrument]!
    const { markOpen } = this.books[instrument]!.tape
    this.closeByForce(instrument, lots > 0 ? Math.min(level, markOpen) : Math.max(level, markOpen))
    if (this.account.marginMode === 'cross') this.liquidateRest()
  }

  /** In cross mode it is the account that is liquidated: the other positions go at their last marks, in order. */
  private liquidateRest(): void {
    for (const [k, { lots, mark }] of this.account.positions.entries()) {
      if (lots !== 0) this.closeByForce(k, mark)
    }
  }

  private closeByForce(instrument: number, reference: number): void {
    const held = this.account.positions[instrument]!.lots
    const { price, fee } = forcedClosing(this.account, instrument, reference)
    const side: Side = held > 0 ? -1 : 1
    const lots = Math.abs(held)
    const order: Order = { ...NO_ORDER, instrument, side, lots, reason: 'liquidation' }
    this.report(order, lots, price, reference, fee, false, true)
  }
}

function blankReport(): Mutable<Omit<OrderFilled, 'fill'>> & { fill: Mutable<Fill> } {
  const fill: Mutable<Fill> = {
    sequence: 0,
    time: Number.NaN,
    instrument: 0,
    side: 1,
    lots: Number.NaN,
    price: Number.NaN,
    reference: Number.NaN,
    fee: Number.NaN,
    isMaker: false,
    reason: 'entry',
    isAmbiguous: false,
  }
  return {
    kind: 'order.filled',
    time: Number.NaN,
    order: NO_ORDER,
    fill,
    isIntrabar: false,
    remainingLots: 0,
  }
}

/** The exchange's own market order; it has no id of ours. */
const NO_ORDER: Order = {
  id: 0,
  instrument: 0,
  side: 1,
  type: 'market',
  lots: 0,
  price: Number.NaN,
  isReduceOnly: true,
  isPostOnly: false,
  reason: 'liquidation',
  confidence: 0,
  plan: undefined,
}
