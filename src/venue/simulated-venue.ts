import { assert } from '../core/assert.ts'
import type { Account } from '../ledger/account.ts'
import { liquidationLevel, marginCushion } from '../ledger/liquidation-level.ts'
import type {
  BarOpened,
  BarTraded,
  FundingSettled,
  Mutable,
  OrderFilled,
  OrdersReleased,
  VenueEvent,
} from '../market/event.ts'
import { unitsOf } from '../market/grid.ts'
import type { Command, Order } from '../market/order.ts'
import type { Fill, RefusalLimits, Side } from '../market/records.ts'
import { isHighFirst } from './bar-path.ts'
import { feeOf, fundingPayment, marketFillPrice, slippageBps } from './costs.ts'
import { forcedClosing, isLiquidatedAt } from './liquidation.ts'
import { OrderBook, removeOrder } from './order-book.ts'
import type { VenueRules } from './rules.ts'
import { holdsStopAndTarget, isAnyInRange, isGapped, nextTouch, type Touch, withinBar } from './touch.ts'
import { approachOf, isBeyond } from './trigger.ts'

/**
 * What an exchange does (SPEC §7.2–7.6): holds our orders, fills them against bars, settles funding, liquidates.
 * It reads the account as an exchange would and reports every fact through `emit`, which enters it in the books
 * before the next order is looked at.
 */
export class SimulatedVenue {
  /** Bars in which both a protective order and a target could have been first. */
  ambiguousExits = 0
  private readonly account: Account
  private readonly rules: VenueRules
  private readonly books: readonly OrderBook[]
  private readonly emit: (event: VenueEvent) => void
  /** Decided at a close, waiting for the next open. */
  private readonly due: Order[] = []
  private readonly ready: Order[] = []
  private sequence = 0
  /** Time of the last market event. */
  private now = Number.NEGATIVE_INFINITY
  /** The one report of a fill, used again for the next: whoever keeps it copies it. */
  private readonly filled = blankReport()
  /** Cross margin left at the open marks of this instant; NaN = not known, or something has happened since. */
  private cushion = Number.NaN

  constructor(account: Account, rules: VenueRules, emit: (event: VenueEvent) => void) {
    this.account = account
    this.rules = rules
    this.emit = emit
    this.books = account.instruments.map(() => new OrderBook())
  }

  /** What the exchange makes of a market event. */
  onMarket(event: BarOpened | BarTraded | FundingSettled | OrdersReleased): void {
    this.now = event.time
    switch (event.kind) {
      case 'funding.settled':
        this.settleFunding(event)
        break
      case 'bar.opened':
        this.openBar(event)
        break
      case 'orders.released':
        this.releaseOrders()
        break
      case 'bar.traded':
        this.tradeBar(event)
    }
  }

  /** Market and limit orders travel to the next open; triggers rest at once. */
  submit(command: Command): void {
    if (command.kind === 'order.cancel') {
      if (!removeOrder(this.due, command.id)) removeOrder(this.books[command.instrument]!.resting, command.id)
      return
    }
    const { order } = command
    const book = this.books[order.instrument]!
    if (command.kind === 'order.amend') book.replace(order)
    else if (order.type === 'market' || order.type === 'limit') this.due.push(order)
    else book.resting.push(order)
  }

  /** Settles funding on what is held; an unknown rate gives a payment of NaN. */
  private settleFunding({ instrument, settledAt, rate, mark }: FundingSettled): void {
    const { units } = this.account.positions[instrument]!
    if (units === 0) return
    const payment = fundingPayment(units, mark, rate)
    this.cushion = Number.NaN
    this.emit({ kind: 'funding.paid', time: this.now, settledAt, instrument, payment })
  }

  private openBar(event: BarOpened): void {
    const book = this.books[event.instrument]!
    book.openedAt = event.time
    book.open = event.open
    book.context.volumeBefore = event.volumeBefore
    book.context.atrBefore = event.atrBefore
    book.isStopMuted = false
  }

  /** Fills what was decided at the bar before, for every instrument that has opened now. */
  private releaseOrders(): void {
    this.cushion = Number.NaN
    if (this.due.length === 0) return
    for (const order of this.takeDue()) {
      if (order.type === 'limit') this.releaseLimit(order)
      else this.fillAtMarket(order, this.books[order.instrument]!.open, false)
    }
  }

  /** Moves the orders whose instrument has opened now into `ready`, in the order in which they go. */
  private takeDue(): readonly Order[] {
    const { due, ready } = this
    while (ready.length > 0) ready.pop()
    let waiting = 0
    for (const order of due) {
      if (this.books[order.instrument]!.openedAt === this.now) ready.push(order)
      else due[waiting++] = order
    }
    while (due.length > waiting) due.pop()
    return isRanked(ready) ? ready : ready.sort(byRank)
  }

  /** A limit order that arrives at an open better than its price takes it; else it rests. */
  private releaseLimit(order: Order): void {
    const book = this.books[order.instrument]!
    const isCrossing = order.side > 0 ? book.open < order.price : book.open > order.price
    if (!isCrossing) book.resting.push(order)
    else if (order.isPostOnly) this.refuse(order, 'postOnly', book.open, order.price)
    else this.fill(order, book.open, book.open, false, false)
  }

  /** Tries protective and resting orders and liquidation against the whole bar. */
  private tradeBar(bar: BarTraded): void {
    const { instrument } = bar
    const book = this.books[instrument]!
    const position = this.account.positions[instrument]!
    if (book.resting.length === 0 && position.lots === 0) return
    book.tape = bar
    if (!isAnyInRange(book.resting, bar) && !this.isLiquidatedInside(instrument, bar)) return
    this.tradeOpen(instrument, book)
    if (book.resting.length === 0 && position.lots === 0) return
    const isLiquidated = this.isLiquidatedInside(instrument, bar)
    if (holdsStopAndTarget(book.resting, bar, this.rules, isLiquidated)) this.ambiguousExits++
    this.walkBar(instrument, book)
  }

  private isLiquidatedInside(instrument: number, bar: BarTraded): boolean {
    const { lots } = this.account.positions[instrument]!
    if (lots === 0) return false
    const adverse = lots > 0 ? bar.markLow : bar.markHigh
    if (this.isFarFromLiquidation(instrument, adverse)) return false
    return isLiquidatedAt(lots, adverse, liquidationLevel(this.account, instrument))
  }

  /**
   * A cheap no for many instruments on one account. Moving the mark costs at most the move itself and as much
   * again in maintenance margin, so twice the move within the cushion is safe.
   */
  private isFarFromLiquidation(instrument: number, adverse: number): boolean {
    if (this.account.openCount < 2 || this.account.marginMode === 'isolated') return false
    if (Number.isNaN(this.cushion)) this.cushion = marginCushion(this.account)
    const { units, mark } = this.account.positions[instrument]!
    return 2 * Math.abs(units) * Math.abs(adverse - mark) < this.cushion
  }

  /** Everything that the open has already passed goes at the open; a stop before liquidation if it is nearer. */
  private tradeOpen(instrument: number, book: OrderBook): void {
    for (;;) {
      const gapped = book.resting.find((order) => isGapped(order, book.tape, this.rules))
      const level = liquidationLevel(this.account, instrument)
      const isLiquidated = isLiquidatedAt(this.account.positions[instrument]!.lots, book.tape.markOpen, level)
      if (isLiquidated && !(gapped && isStopBefore(gapped, level))) this.liquidate(instrument, level)
      else if (gapped) this.execute(gapped, book, book.tape.open, false)
      else return
    }
  }

  /** Walks open → extreme → extreme → close and lets orders go as their levels are met. */
  private walkBar(instrument: number, book: OrderBook): void {
    const { open, high, low, close } = book.tape
    const { lots } = this.account.positions[instrument]!
    const exposure = (lots !== 0 ? Math.sign(lots) : book.resting[0]!.side) as Side
    const highFirst = isHighFirst(this.rules.reading, exposure, lots !== 0, open, high, low)
    const up = highFirst ? 1 : -1
    // A leg of no length still is one: the mark may have moved where the last price did not.
    this.walkLeg(instrument, book, highFirst ? high : low, up)
    this.walkLeg(instrument, book, highFirst ? low : high, up > 0 ? -1 : 1)
    this.walkLeg(instrument, book, close, up)
  }

  private walkLeg(instrument: number, book: OrderBook, to: number, direction: 1 | -1): void {
    for (;;) {
      const touch = this.firstTouch(instrument, book, to, direction)
      if (!touch) return
      if (touch.order) this.execute(touch.order, book, touch.at, true)
      else this.liquidate(instrument, liquidationLevel(this.account, instrument))
    }
  }

  /** The first order or liquidation price met on the way; at one price the order goes first. */
  private firstTouch(instrument: number, book: OrderBook, to: number, direction: 1 | -1): Touch | undefined {
    const touch = nextTouch(book, this.rules, to, direction)
    const { lots } = this.account.positions[instrument]!
    const isExposed = lots !== 0 && Math.sign(lots) === -direction
    if (!isExposed || !this.isLiquidatedInside(instrument, book.tape)) return touch
    const at = withinBar(liquidationLevel(this.account, instrument), book.tape)
    const isReached = isBeyond(to, at, direction)
    const isTouchFirst = touch !== undefined && isBeyond(at, touch.at, direction)
    return isReached && !isTouchFirst ? { order: undefined, at } : touch
  }

  private execute(order: Order, book: OrderBook, reference: number, isIntrabar: boolean): void {
    book.resting.splice(book.resting.indexOf(order), 1)
    if (order.type === 'limit') this.fill(order, reference, reference, true, isIntrabar)
    else this.fillAtMarket(order, reference, isIntrabar)
    const isTarget = order.type === 'takeProfitMarket'
    if (isTarget && this.rules.reading === 'optimistic') book.isStopMuted = true
  }

  private fillAtMarket(order: Order, reference: number, isIntrabar: boolean): void {
    const grid = this.account.grids[order.instrument]!
    const { context } = this.books[order.instrument]!
    const bps = slippageBps(this.rules.slippage, unitsOf(grid, order.lots), reference, context)
    this.fill(order, marketFillPrice(grid, order.side, reference, bps), reference, false, isIntrabar)
  }

  private fill(order: Order, price: number, reference: number, isMaker: boolean, isIntrabar: boolean): void {
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
    filled.time = this.now
    filled.order = order
    filled.isIntrabar = isIntrabar
    this.cushion = Number.NaN
    this.emit(filled)
  }

  /** A reduce-only order closes at most what is held on the other side. */
  private reducibleLots({ instrument, side, lots }: Order): number {
    const held = this.account.positions[instrument]!.lots
    return side * held < 0 ? Math.min(lots, Math.abs(held)) : 0
  }

  private refuse(order: Order, limit: RefusalLimits['venue'], value: number, bound: number): void {
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
  private liquidate(instrument: number, level: number): void {
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

  /** True while some order waits for the next open. */
  get hasDueOrders(): boolean {
    return this.due.length > 0
  }

  restingOrders(instrument: number): readonly Order[] {
    return this.books[instrument]!.resting
  }

  snapshot(): VenueSnapshot {
    const { sequence, ambiguousExits } = this
    const resting = this.books.map((book) => [...book.resting])
    return { sequence, ambiguousExits, due: [...this.due], resting }
  }

  restore(snapshot: VenueSnapshot): void {
    assert(snapshot.resting.length === this.books.length, 'the snapshot is of the same instruments')
    this.sequence = snapshot.sequence
    this.ambiguousExits = snapshot.ambiguousExits
    this.due.splice(0, this.due.length, ...snapshot.due)
    for (const [k, resting] of snapshot.resting.entries()) this.books[k]!.resting = [...resting]
  }
}

/** Orders at the venue between two bars; they are immutable, so a snapshot shares them. */
export interface VenueSnapshot {
  readonly sequence: number
  readonly ambiguousExits: number
  readonly due: readonly Order[]
  /** Per instrument. */
  readonly resting: readonly (readonly Order[])[]
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
  }
  return { kind: 'order.filled', time: Number.NaN, order: NO_ORDER, fill, isIntrabar: false }
}

/** Mostly there are one or two, and in order: sorting them would cost more than filling them. */
function isRanked(orders: readonly Order[]): boolean {
  for (let k = 1; k < orders.length; k++) if (byRank(orders[k - 1]!, orders[k]!) > 0) return false
  return true
}

/** Closing orders first, then higher confidence, then instrument, then age. */
function byRank(a: Order, b: Order): number {
  return (
    Number(b.isReduceOnly) - Number(a.isReduceOnly) ||
    b.confidence - a.confidence ||
    a.instrument - b.instrument ||
    a.id - b.id
  )
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

/** A stop between the price and the liquidation price goes first. */
function isStopBefore(order: Order, liquidation: number): boolean {
  return order.type === 'stopMarket' && isBeyond(liquidation, order.price, approachOf(order))
}
