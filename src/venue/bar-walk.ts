import type { Account } from '../ledger/account.ts'
import { liquidationLevel, marginCushion } from '../ledger/liquidation-level.ts'
import type { BarTraded } from '../market/event.ts'
import type { Order } from '../market/order.ts'
import type { Side } from '../market/records.ts'
import { isHighFirst } from './bar-path.ts'
import { Contest } from './contest.ts'
import type { Execution } from './execution.ts'
import { blankBar, showFinerBar } from './finer-bar.ts'
import { isLiquidatedAt } from './liquidation.ts'
import type { OrderBook } from './order-book.ts'
import type { VenueRules } from './rules.ts'
import { isAnyInRange, isGapped, isInside, nextTouch, type Touch, withinBar } from './touch.ts'
import { approachOf, isBeyond } from './trigger.ts'

/** What was not known of the bars of a run, and what finer bars told of them. */
export interface WalkCounts {
  /**
   * Exits that rest on how a bar was read. What one bar decides at once (a partial target and the stop after it)
   * counts once; so does an exit that the bar of the entry had in reach and that was not taken.
   */
  ambiguousExits: number
  /** Exits that would be ambiguous but for the finer bars. */
  settledExits: number
  /** Bars that were walked along their finer bars. */
  finerWalks: number
}

/**
 * Tries protective and resting orders and liquidation against bars (SPEC §7.3).
 *
 * A bar inside which more than one thing can happen is walked along its finer bars, where they cover it: each is
 * traded like a bar, what its open has passed at its open, the rest in the configured reading. What happens there
 * keeps the time of the bar, as everything inside a bar does: finer bars say in which order things happen, not when,
 * so that time never runs backwards from one instrument to the next, and funding inside the bar is still settled on
 * what the bar leaves (SPEC §7.1).
 *
 * Not walked along finer bars is what depends on a mark price that is only known for the whole bar: triggers by mark,
 * and a liquidation price inside the mark's range. The reading decides there.
 */
export class BarWalk {
  readonly counts: WalkCounts = { ambiguousExits: 0, settledExits: 0, finerWalks: 0 }
  private readonly account: Account
  private readonly rules: VenueRules
  private readonly books: readonly OrderBook[]
  private readonly execution: Execution
  /** Inside the bar, or the finer bar, being walked. */
  private readonly contest = new Contest()
  /** Inside the whole of a bar that is walked along its finer bars. */
  private readonly wholeContest = new Contest()
  /** The bar whose finer bars are being walked. */
  private whole: BarTraded | undefined
  private readonly finerBar = blankBar()

  constructor(account: Account, rules: VenueRules, books: readonly OrderBook[], execution: Execution) {
    this.account = account
    this.rules = rules
    this.books = books
    this.execution = execution
  }

  trade(bar: BarTraded): void {
    const { instrument } = bar
    const book = this.books[instrument]!
    if (!this.open(instrument, book, bar)) return
    if (bar.finerRow >= 0 && this.needsFiner(instrument, book, bar)) this.walkFiner(instrument, book, bar)
    else this.walk(instrument, book)
  }

  /** Lets go what goes at the open; true while something may go inside the bar. */
  private open(instrument: number, book: OrderBook, bar: BarTraded): boolean {
    if (this.isIdle(instrument, book)) return false
    book.tape = bar
    if (!isAnyInRange(book.resting, bar) && !this.isLiquidatedInside(instrument, bar)) return false
    this.tradeOpen(instrument, book)
    return !this.isIdle(instrument, book)
  }

  private isIdle(instrument: number, book: OrderBook): boolean {
    return book.resting.length === 0 && this.account.positions[instrument]!.lots === 0
  }

  /** More than one thing can happen in the bar, and the order matters. */
  private needsFiner(instrument: number, book: OrderBook, bar: BarTraded): boolean {
    const { lots } = this.account.positions[instrument]!
    const isLiquidationInside = this.isLiquidatedInside(instrument, bar)
    const isMarkNeeded = isLiquidationInside || this.rules.triggerBy === 'mark'
    if (isMarkNeeded && bar.finer!.mark === undefined) return false
    this.wholeContest.begin(lots)
    if (this.lookAt(this.wholeContest, instrument, book, bar)) return true
    return book.resting.some(
      (order) =>
        !order.isReduceOnly && isInside(order, bar, this.rules) && (lots !== 0 || mayReachTarget(order, bar)),
    )
  }

  private walkFiner(instrument: number, book: OrderBook, bar: BarTraded): void {
    const { counts, finerBar, wholeContest } = this
    const ambiguousBefore = counts.ambiguousExits
    this.whole = bar
    for (let k = 0; k < bar.finer!.perBar; k++) {
      showFinerBar(finerBar, bar, k)
      book.isStopMuted = false
      if (this.open(instrument, book, finerBar)) this.walk(instrument, book)
    }
    this.whole = undefined
    book.tape = bar
    counts.finerWalks++
    const isHeld = this.account.positions[instrument]!.lots !== 0
    if (isHeld) this.lookAt(wholeContest, instrument, book, bar)
    if (wholeContest.isOpen && counts.ambiguousExits === ambiguousBefore) counts.settledExits++
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
    const { account, execution } = this
    if (account.openCount < 2 || account.marginMode === 'isolated') return false
    if (Number.isNaN(execution.cushion)) execution.cushion = marginCushion(account)
    const { units, mark } = account.positions[instrument]!
    return 2 * Math.abs(units) * Math.abs(adverse - mark) < execution.cushion
  }

  /** Everything that the open has already passed goes at the open; a stop before liquidation if it is nearer. */
  private tradeOpen(instrument: number, book: OrderBook): void {
    for (;;) {
      const gapped = book.resting.find((order) => isGapped(order, book.tape, this.rules))
      const level = liquidationLevel(this.account, instrument)
      const isLiquidated = isLiquidatedAt(this.account.positions[instrument]!.lots, book.tape.markOpen, level)
      if (!isLiquidated && !gapped) return
      if (this.whole) this.lookAt(this.wholeContest, instrument, book, this.whole)
      if (isLiquidated && !(gapped && isStopBefore(gapped, level)))
        this.execution.liquidate(instrument, level)
      // The open of a finer bar lies inside the bar.
      else if (gapped) this.execute(gapped, book, book.tape.open, this.whole !== undefined)
    }
  }

  /** Walks open → extreme → extreme → close and lets orders go as their levels are met. */
  private walk(instrument: number, book: OrderBook): void {
    const { open, high, low, close } = book.tape
    const { lots } = this.account.positions[instrument]!
    const exposure = (lots !== 0 ? Math.sign(lots) : book.resting[0]!.side) as Side
    const highFirst = isHighFirst(this.rules.reading, exposure, lots !== 0, open, high, low)
    const up = highFirst ? 1 : -1
    this.contest.begin(lots)
    // A leg of no length still is one: the mark may have moved where the last price did not.
    this.walkLeg(instrument, book, highFirst ? high : low, up)
    this.walkLeg(instrument, book, highFirst ? low : high, up > 0 ? -1 : 1)
    this.walkLeg(instrument, book, close, up)
    this.noteMissedExit(instrument, book)
  }

  private walkLeg(instrument: number, book: OrderBook, to: number, direction: 1 | -1): void {
    for (;;) {
      const touch = this.firstTouch(instrument, book, to, direction)
      if (!touch) return
      this.judge(instrument, book, touch.order)
      if (touch.order) this.execute(touch.order, book, touch.at, true)
      else this.execution.liquidate(instrument, liquidationLevel(this.account, instrument))
      this.execution.isContested = false
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

  /** Before something goes inside the bar: is it known that nothing else would have gone first? */
  private judge(instrument: number, book: OrderBook, order: Order | undefined): void {
    const { contest, whole, execution, counts } = this
    if (whole) this.lookAt(this.wholeContest, instrument, book, whole)
    execution.isContested = this.lookAt(contest, instrument, book, book.tape)
    if (order && !order.isReduceOnly) contest.hasEntered = true
    else if (contest.isOpen && contest.isFirst()) counts.ambiguousExits++
  }

  private lookAt(contest: Contest, instrument: number, book: OrderBook, bar: BarTraded): boolean {
    const hasTarget = contest.look(book.resting, bar, this.rules)
    if (hasTarget && !contest.isOpen) contest.isOpen = this.isLiquidatedInside(instrument, bar)
    return contest.isOpen
  }

  /** A target that lies inside the bar of the entry and was not taken may have been reached after it. */
  private noteMissedExit(instrument: number, book: OrderBook): void {
    if (!this.contest.hasEntered || this.account.positions[instrument]!.lots === 0) return
    if (!this.lookAt(this.contest, instrument, book, book.tape) || !this.contest.isFirst()) return
    this.counts.ambiguousExits++
    book.isExitOwed = true
  }

  private execute(order: Order, book: OrderBook, reference: number, isIntrabar: boolean): void {
    book.resting.splice(book.resting.indexOf(order), 1)
    if (this.whole && !order.isReduceOnly) this.wholeContest.hasEntered = true
    if (order.type === 'limit') this.execution.fill(order, reference, reference, true, isIntrabar)
    else this.execution.fillAtMarket(order, reference, isIntrabar)
    if (this.rules.reading === 'optimistic' && this.isKind(order, book)) book.isStopMuted = true
  }

  /** The kindest path takes the target first: after it, and after an entry whose target lies inside the bar as well. */
  private isKind(order: Order, { resting, tape }: OrderBook): boolean {
    if (order.isReduceOnly) return order.type === 'takeProfitMarket'
    const isOpening = Math.abs(this.account.positions[order.instrument]!.lots) === order.lots
    return isOpening && resting.some((other) => isTarget(other) && isInside(other, tape, this.rules))
  }
}

function isTarget({ type }: Order): boolean {
  return type === 'takeProfitMarket'
}

/** However far an entry is filled inside the bar, does the bar hold the target that it brings? */
function mayReachTarget({ side, plan }: Order, { high, low, markHigh, markLow }: BarTraded): boolean {
  const [top, bottom] = [Math.max(high, markHigh), Math.min(low, markLow)]
  const target = side > 0 ? low * (1 + plan!.targetPct) : high * (1 - plan!.targetPct)
  return side > 0 ? target <= top * (1 + SLACK) : target >= bottom * (1 - SLACK)
}

/** Levels are rounded to what a decimal price can be, by less than this share. */
const SLACK = 1e-9

/** A stop between the price and the liquidation price goes first. */
function isStopBefore(order: Order, liquidation: number): boolean {
  return order.type === 'stopMarket' && isBeyond(liquidation, order.price, approachOf(order))
}
