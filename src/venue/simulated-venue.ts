import { assert } from '../core/assert.ts'
import type { Account } from '../ledger/account.ts'
import type { BarOpened, BarTraded, FundingSettled, MarketEvent, VenueEvent } from '../market/event.ts'
import { unitsOf } from '../market/grid.ts'
import type { Command, Order } from '../market/order.ts'
import type { Refusal, Side } from '../market/records.ts'
import { isHighFirst } from './bar-path.ts'
import { feeOf, fundingPayment, marketFillPrice, type SlippageContext, slippageBps } from './costs.ts'
import { liquidationPrice, maintenanceMargin } from './margin.ts'
import type { VenueRules } from './rules.ts'
import { approachOf, isBeyond } from './trigger.ts'

const NO_BAR: BarTraded = {
  kind: 'bar.traded',
  time: Number.NEGATIVE_INFINITY,
  instrument: -1,
  open: Number.NaN,
  high: Number.NaN,
  low: Number.NaN,
  close: Number.NaN,
  markOpen: Number.NaN,
  markHigh: Number.NaN,
  markLow: Number.NaN,
}

/** One instrument's book at the venue: only our own orders. */
class Book {
  /** Decided at a close, waiting for the next open. */
  due: Order[] = []
  /** Limit orders and triggers that wait for their price. */
  resting: Order[] = []
  readonly context: SlippageContext = { volumeBefore: Number.NaN, atrBefore: Number.NaN }
  openedAt = Number.NEGATIVE_INFINITY
  open = Number.NaN
  /** Under the optimistic reading: a target has filled in this bar, the stop is not tried again in it. */
  isStopMuted = false
  /** The bar being traded. */
  tape: BarTraded = NO_BAR
}

/** What a step along the path of a bar met first. */
interface Touch {
  /** undefined = the liquidation price. */
  order: Order | undefined
  /** Where on the last-price path it was met. */
  at: number
}

/**
 * What an exchange does (SPEC §7.2–7.6): holds our orders, fills them against bars, settles funding, liquidates.
 * It reads the account as an exchange would and reports every fact through `emit`, which enters it in the books
 * before the next order is looked at.
 */
export class SimulatedVenue {
  readonly account: Account
  readonly rules: VenueRules
  private readonly books: Book[]
  private readonly emit: (event: VenueEvent) => void
  private dueCount = 0
  private sequence = 0
  /** Bars in which both a protective order and a target could have been first. */
  ambiguousExits = 0

  constructor(account: Account, rules: VenueRules, emit: (event: VenueEvent) => void) {
    this.account = account
    this.rules = rules
    this.emit = emit
    this.books = account.instruments.map(() => new Book())
  }

  /** What the exchange makes of a market event. */
  onMarket(event: MarketEvent): void {
    switch (event.kind) {
      case 'funding.settled':
        return this.settleFunding(event)
      case 'bar.opened':
        return this.openBar(event)
      case 'orders.released':
        return this.releaseOrders(event.time)
      case 'bar.traded':
        return this.tradeBar(event)
      case 'bar.closed': // the engine's business
      case 'signal.raised':
      case 'decisions.due':
    }
  }

  submit(command: Command): void {
    if (command.kind === 'order.submit') this.accept(command.order)
    else if (command.kind === 'order.cancel') this.remove(command.instrument, command.id)
    else this.replace(command.order)
  }

  /** Market and limit orders travel to the next open; triggers rest at once. */
  private accept(order: Order): void {
    const book = this.books[order.instrument]!
    if (order.type === 'market' || order.type === 'limit') {
      book.due.push(order)
      this.dueCount++
    } else book.resting.push(order)
  }

  private remove(instrument: number, id: number): void {
    const book = this.books[instrument]!
    const resting = book.resting.findIndex((order) => order.id === id)
    if (resting >= 0) {
      book.resting.splice(resting, 1)
      return
    }
    const due = book.due.findIndex((order) => order.id === id)
    if (due >= 0) {
      book.due.splice(due, 1)
      this.dueCount--
    }
  }

  private replace(order: Order): void {
    const resting = this.books[order.instrument]!.resting
    const at = resting.findIndex((other) => other.id === order.id)
    if (at >= 0) resting[at] = order
  }

  /** Settles funding on what is held; an unknown rate gives a payment of NaN. */
  private settleFunding({ instrument, time, settledAt, rate, mark }: FundingSettled): void {
    const { units } = this.account.positions[instrument]!
    if (units === 0) return
    this.emit({
      kind: 'funding.paid',
      time,
      settledAt,
      instrument,
      payment: fundingPayment(units, mark, rate),
    })
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
  private releaseOrders(time: number): void {
    if (this.dueCount === 0) return
    for (const order of this.takeDue(time)) {
      if (order.type === 'limit') this.releaseLimit(order, time)
      else this.fillAtMarket(order, time, this.books[order.instrument]!.open, false)
    }
  }

  /** Closing orders first, then higher confidence, then instrument, then age. */
  private takeDue(time: number): Order[] {
    const ready: Order[] = []
    for (const book of this.books) {
      if (book.due.length === 0 || book.openedAt !== time) continue
      ready.push(...book.due)
      book.due.length = 0
    }
    this.dueCount -= ready.length
    return ready.length > 1 ? ready.sort(byRank) : ready
  }

  /** A limit order that arrives at an open better than its price takes it; else it rests. */
  private releaseLimit(order: Order, time: number): void {
    const book = this.books[order.instrument]!
    const isCrossing = order.side > 0 ? book.open < order.price : book.open > order.price
    if (!isCrossing) book.resting.push(order)
    else if (order.isPostOnly) this.refuse(order, time, 'postOnly', book.open, order.price)
    else this.fill(order, time, book.open, book.open, false, false)
  }

  /** Tries protective and resting orders and liquidation against the whole bar. */
  private tradeBar(bar: BarTraded): void {
    const { instrument } = bar
    const book = this.books[instrument]!
    const position = this.account.positions[instrument]!
    if (book.resting.length === 0 && position.lots === 0) return
    book.tape = bar
    if (!this.isAnythingInReach(instrument, book)) return
    this.tradeOpen(instrument, book)
    if (book.resting.length === 0 && position.lots === 0) return
    if (this.isAmbiguous(instrument, book)) this.ambiguousExits++
    this.walkBar(instrument, book)
  }

  /** False when no order's level nor the liquidation price lies in the range of the bar (last price or mark). */
  private isAnythingInReach(instrument: number, book: Book): boolean {
    const { high, low, markHigh, markLow } = book.tape
    const top = Math.max(high, markHigh)
    const bottom = Math.min(low, markLow)
    for (const order of book.resting) {
      if (approachOf(order) > 0 ? top >= order.price : bottom <= order.price) return true
    }
    const { lots } = this.account.positions[instrument]!
    if (lots === 0) return false
    return this.isLiquidatedAt(instrument, lots > 0 ? markLow : markHigh, this.liquidationLevel(instrument))
  }

  /** Everything that the open has already passed goes at the open. */
  private tradeOpen(instrument: number, book: Book): void {
    for (;;) {
      const liquidation = this.liquidationLevel(instrument)
      const gapped = book.resting.find((order) => this.isGapped(order, book.tape))
      const isLiquidated = this.isLiquidatedAt(instrument, book.tape.markOpen, liquidation)
      if (isLiquidated && !(gapped && this.isNearerStop(gapped, liquidation)))
        this.liquidate(instrument, liquidation)
      else if (gapped) this.execute(gapped, book, book.tape.open, false)
      else return
    }
  }

  private isGapped(order: Order, tape: BarTraded): boolean {
    const isOnMark = order.type !== 'limit' && this.rules.triggerBy === 'mark'
    const price = isOnMark ? tape.markOpen : tape.open
    const isTouch = price === order.price
    if (order.type === 'limit' && isTouch) return this.rules.limitFill === 'touch'
    return isBeyond(price, order.price, approachOf(order))
  }

  /** Walks open → extreme → extreme → close and lets orders go as their levels are met. */
  private walkBar(instrument: number, book: Book): void {
    const { tape } = book
    const { lots } = this.account.positions[instrument]!
    const exposure = (lots !== 0 ? Math.sign(lots) : book.resting[0]!.side) as Side
    const first = isHighFirst(this.rules.reading, exposure, lots !== 0, tape.open, tape.high, tape.low)
    let from = tape.open
    from = this.walkLeg(instrument, book, from, first ? tape.high : tape.low)
    from = this.walkLeg(instrument, book, from, first ? tape.low : tape.high)
    this.walkLeg(instrument, book, from, tape.close)
  }

  private walkLeg(instrument: number, book: Book, from: number, to: number): number {
    let at = from
    for (;;) {
      const touch = this.nextTouch(instrument, book, at, to)
      if (!touch) return to
      at = touch.at
      if (touch.order) this.execute(touch.order, book, at, true)
      else this.liquidate(instrument, this.liquidationLevel(instrument))
    }
  }

  /** The first order or liquidation price met on the way from one price to another. */
  private nextTouch(instrument: number, book: Book, from: number, to: number): Touch | undefined {
    const direction = to >= from ? 1 : -1
    let best: Touch | undefined
    for (const order of book.resting) {
      if (approachOf(order) !== direction || (book.isStopMuted && order.type === 'stopMarket')) continue
      const at = this.meetingPoint(order, book.tape)
      if (!isBeyond(to, at, direction) || (this.needsThrough(order) && to === at)) continue
      if (!best || isBeyond(best.at, at, direction)) best = { order, at }
    }
    const liquidation = this.liquidationLevel(instrument)
    const { lots } = this.account.positions[instrument]!
    const { tape } = book
    if (lots !== 0 && Math.sign(lots) === -direction && !book.isStopMuted) {
      const isHit = this.isLiquidatedAt(instrument, direction > 0 ? tape.markHigh : tape.markLow, liquidation)
      const at = Math.min(tape.high, Math.max(tape.low, liquidation))
      if (isHit && isBeyond(to, at, direction) && !(best && isBeyond(at, best.at, direction))) {
        best = { order: undefined, at }
      }
    }
    return best
  }

  /** Where on the last-price path an order goes: its level, or, triggered by mark, the nearest last price. NaN: not. */
  private meetingPoint(order: Order, tape: BarTraded): number {
    if (order.type === 'limit' || this.rules.triggerBy === 'last') return order.price
    const approach = approachOf(order)
    const isReached = isBeyond(approach > 0 ? tape.markHigh : tape.markLow, order.price, approach)
    return isReached ? Math.min(tape.high, Math.max(tape.low, order.price)) : Number.NaN
  }

  private needsThrough(order: Order): boolean {
    return order.type === 'limit' && this.rules.limitFill === 'through'
  }

  private execute(order: Order, book: Book, reference: number, isIntrabar: boolean): void {
    book.resting.splice(book.resting.indexOf(order), 1)
    if (order.type === 'limit') this.fill(order, book.tape.time, reference, reference, true, isIntrabar)
    else this.fillAtMarket(order, book.tape.time, reference, isIntrabar)
    if (order.type === 'takeProfitMarket' && this.rules.reading === 'optimistic' && isIntrabar)
      book.isStopMuted = true
  }

  private fillAtMarket(order: Order, time: number, reference: number, isIntrabar: boolean): void {
    const book = this.books[order.instrument]!
    const grid = this.account.grids[order.instrument]!
    const bps = slippageBps(this.rules.slippage, unitsOf(grid, order.lots), reference, book.context)
    this.fill(order, time, marketFillPrice(grid, order.side, reference, bps), reference, false, isIntrabar)
  }

  private fill(
    order: Order,
    time: number,
    price: number,
    reference: number,
    isMaker: boolean,
    isIntrabar: boolean,
  ): void {
    const { account } = this
    const { instrument, side, reason } = order
    const held = account.positions[instrument]!.lots
    const lots = order.isReduceOnly ? Math.min(order.lots, side * held < 0 ? Math.abs(held) : 0) : order.lots
    if (lots === 0) return this.refuse(order, time, 'reduceOnly', order.lots, 0)
    const notional = unitsOf(account.grids[instrument]!, lots) * price
    const fee = feeOf(notional, isMaker, account.instruments[instrument]!)
    if (!order.isReduceOnly) {
      const required = notional / account.leverage + fee
      const free = account.freeMargin
      if (required > free) return this.refuse(order, time, 'margin', required, free)
    }
    const fill = { sequence: this.sequence++, time, instrument, side, lots, price, fee, isMaker, reason }
    this.emit({ kind: 'order.filled', time, order, fill, reference, isIntrabar })
  }

  private refuse(order: Order, time: number, limit: Refusal['limit'], value: number, bound: number): void {
    const { instrument, side } = order
    this.emit({
      kind: 'order.refused',
      time,
      order,
      refusal: { time, instrument, side, limit, value, bound },
    })
  }

  /** Mark price at which the position is liquidated; ∓Infinity when flat or beyond reach. */
  liquidationLevel(instrument: number): number {
    const { account } = this
    const position = account.positions[instrument]!
    if (position.lots === 0) return Number.NEGATIVE_INFINITY
    const collateral = account.marginMode === 'isolated' ? position.margin : this.sharedCollateral(instrument)
    return liquidationPrice(
      position.units,
      position.entryPrice,
      collateral,
      account.instruments[instrument]!.brackets,
    )
  }

  /** Wallet − other positions' maintenance + their unrealised profit, at their last marks. */
  private sharedCollateral(instrument: number): number {
    const { account } = this
    let collateral = account.wallet
    if (account.openCount === 1) return collateral
    for (let k = 0; k < account.positions.length; k++) {
      const other = account.positions[k]!
      if (k === instrument || other.lots === 0) continue
      collateral += other.unrealised - maintenanceMargin(account.instruments[k]!.brackets, other.notional)
    }
    return collateral
  }

  private isLiquidatedAt(instrument: number, mark: number, level: number): boolean {
    const { lots } = this.account.positions[instrument]!
    return lots > 0 ? mark <= level : lots < 0 && mark >= level
  }

  /** A stop between the price and the liquidation price goes first. */
  private isNearerStop(order: Order, liquidation: number): boolean {
    return order.type === 'stopMarket' && isBeyond(liquidation, order.price, approachOf(order))
  }

  /** Closes a position at the worse of its liquidation price and the open, for the liquidation fee. */
  private liquidate(instrument: number, level: number): void {
    const { lots } = this.account.positions[instrument]!
    const { tape } = this.books[instrument]!
    this.closeByForce(
      instrument,
      tape.time,
      lots > 0 ? Math.min(level, tape.markOpen) : Math.max(level, tape.markOpen),
    )
    if (this.account.marginMode === 'cross') this.liquidateRest(tape.time)
  }

  /** In cross mode the loss may have taken the others' margin too: they go at their last marks, in order. */
  private liquidateRest(time: number): void {
    const { account } = this
    for (let k = 0; k < account.positions.length; k++) {
      const position = account.positions[k]!
      if (position.lots === 0) continue
      const level = this.liquidationLevel(k)
      if (this.isLiquidatedAt(k, position.mark, level)) this.closeByForce(k, time, position.mark)
    }
  }

  private closeByForce(instrument: number, time: number, price: number): void {
    const { account } = this
    const position = account.positions[instrument]!
    const spec = account.instruments[instrument]!
    const side: Side = position.lots > 0 ? -1 : 1
    const size = Math.abs(position.units)
    let paid = price
    let fee = size * price * spec.liquidationFeeRate
    if (account.marginMode === 'isolated') {
      // The insurance fund bears what the position's own margin does not cover.
      const bankrupt = position.entryPrice - (Math.sign(position.lots) * position.margin) / size
      paid = position.lots > 0 ? Math.max(price, bankrupt) : Math.min(price, bankrupt)
      fee = Math.min(fee, Math.max(0, position.margin + position.units * (paid - position.entryPrice)))
    }
    const order: Order = {
      id: -1,
      instrument,
      side,
      type: 'market',
      lots: Math.abs(position.lots),
      price: Number.NaN,
      isReduceOnly: true,
      isPostOnly: false,
      reason: 'liquidation',
      confidence: 0,
    }
    const { lots, reason } = order
    const fill = {
      sequence: this.sequence++,
      time,
      instrument,
      side,
      lots,
      price: paid,
      fee,
      isMaker: false,
      reason,
    }
    this.emit({ kind: 'order.filled', time, order, fill, reference: price, isIntrabar: true })
  }

  /** Both a protective level and a target lie inside the bar: which came first is not known. */
  private isAmbiguous(instrument: number, book: Book): boolean {
    const { lots } = this.account.positions[instrument]!
    if (lots === 0) return false
    const { tape } = book
    const isReached = (order: Order) =>
      order.isReduceOnly &&
      isBeyond(approachOf(order) > 0 ? tape.high : tape.low, order.price, approachOf(order))
    const hasTarget = book.resting.some((order) => order.type !== 'stopMarket' && isReached(order))
    if (!hasTarget) return false
    const hasStop = book.resting.some((order) => order.type === 'stopMarket' && isReached(order))
    const adverse = lots > 0 ? tape.markLow : tape.markHigh
    return hasStop || this.isLiquidatedAt(instrument, adverse, this.liquidationLevel(instrument))
  }

  /** True while some order waits for the next open. */
  get hasDueOrders(): boolean {
    return this.dueCount > 0
  }

  restingOrders(instrument: number): readonly Order[] {
    return this.books[instrument]!.resting
  }

  /** The venue's own state, JSON-safe. */
  snapshot(): VenueSnapshot {
    return structuredClone({
      sequence: this.sequence,
      ambiguousExits: this.ambiguousExits,
      books: this.books.map(({ due, resting }) => ({ due, resting })),
    })
  }

  restore(snapshot: VenueSnapshot): void {
    assert(snapshot.books.length === this.books.length, 'the snapshot is of the same instruments')
    this.sequence = snapshot.sequence
    this.ambiguousExits = snapshot.ambiguousExits
    this.dueCount = 0
    for (const [k, { due, resting }] of snapshot.books.entries()) {
      const book = this.books[k]!
      book.due = structuredClone(due) as Order[]
      book.resting = structuredClone(resting) as Order[]
      this.dueCount += due.length
    }
  }
}

export interface VenueSnapshot {
  readonly sequence: number
  readonly ambiguousExits: number
  readonly books: readonly { readonly due: readonly Order[]; readonly resting: readonly Order[] }[]
}

function byRank(a: Order, b: Order): number {
  return (
    Number(b.isReduceOnly) - Number(a.isReduceOnly) ||
    b.confidence - a.confidence ||
    a.instrument - b.instrument ||
    a.id - b.id
  )
}
