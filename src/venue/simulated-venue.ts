import { assert } from '../core/assert.ts'
import type { Account } from '../ledger/account.ts'
import type { BarOpened, BarTraded, FundingSettled, OrdersReleased, VenueEvent } from '../market/event.ts'
import type { Command, Order } from '../market/order.ts'
import { BarWalk, type WalkCounts } from './bar-walk.ts'
import { fundingPayment } from './costs.ts'
import { Execution } from './execution.ts'
import { OrderBook, removeOrder } from './order-book.ts'
import type { VenueRules } from './rules.ts'

/**
 * What an exchange does (SPEC §7.2–7.6): holds our orders, fills them against bars, settles funding, liquidates.
 * It reads the account as an exchange would and reports every fact through `emit`, which enters it in the books
 * before the next order is looked at.
 */
export class SimulatedVenue {
  private readonly account: Account
  private readonly books: readonly OrderBook[]
  private readonly emit: (event: VenueEvent) => void
  private readonly execution: Execution
  private readonly walk: BarWalk
  /** Decided at a close, waiting for the next open. */
  private readonly due: Order[] = []
  private readonly ready: Order[] = []
  /** Time of the last market event. */
  private now = Number.NEGATIVE_INFINITY

  constructor(account: Account, rules: VenueRules, emit: (event: VenueEvent) => void) {
    this.account = account
    this.emit = emit
    this.books = account.instruments.map(() => new OrderBook())
    this.execution = new Execution(account, rules, this.books, emit)
    this.walk = new BarWalk(account, rules, this.books, this.execution)
  }

  /** What the exchange makes of a market event. */
  onMarket(event: BarOpened | BarTraded | FundingSettled | OrdersReleased): void {
    this.now = event.time
    this.execution.now = event.time
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
        this.walk.trade(event)
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
    this.execution.cushion = Number.NaN
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
    this.execution.cushion = Number.NaN
    if (this.due.length === 0) return
    for (const order of this.takeDue()) {
      if (order.type === 'limit') this.releaseLimit(order)
      else this.execution.fillAtMarket(order, this.books[order.instrument]!.open, false)
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
    else if (order.isPostOnly) this.execution.refuse(order, 'postOnly', book.open, order.price)
    else this.execution.fill(order, book.open, book.open, false, false)
  }

  /** True while some order waits for the next open. */
  get hasDueOrders(): boolean {
    return this.due.length > 0
  }

  get ambiguousExits(): number {
    return this.walk.counts.ambiguousExits
  }

  /** What was not known of the bars, and what finer bars told of them. */
  get counts(): WalkCounts {
    return this.walk.counts
  }

  restingOrders(instrument: number): readonly Order[] {
    return this.books[instrument]!.resting
  }

  snapshot(): VenueSnapshot {
    return {
      sequence: this.execution.sequence,
      counts: { ...this.counts },
      due: [...this.due],
      resting: this.books.map((book) => [...book.resting]),
      exitsOwed: this.books.map((book) => book.isExitOwed),
    }
  }

  restore(snapshot: VenueSnapshot): void {
    assert(snapshot.resting.length === this.books.length, 'the snapshot is of the same instruments')
    this.execution.sequence = snapshot.sequence
    Object.assign(this.walk.counts, snapshot.counts)
    this.due.splice(0, this.due.length, ...snapshot.due)
    for (const [k, book] of this.books.entries()) {
      book.resting = [...snapshot.resting[k]!]
      book.isExitOwed = snapshot.exitsOwed[k]!
    }
  }
}

/** Orders at the venue between two bars; they are immutable, so a snapshot shares them. */
export interface VenueSnapshot {
  readonly sequence: number
  readonly counts: WalkCounts
  readonly due: readonly Order[]
  /** Per instrument. */
  readonly resting: readonly (readonly Order[])[]
  readonly exitsOwed: readonly boolean[]
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
