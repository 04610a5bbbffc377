import { countBefore } from '../columns/series.ts'
import { type Decision, HOLD } from '../market/decision.ts'
import type {
  BarClosed,
  BarOpened,
  BarTraded,
  DecisionsDue,
  FundingSettled,
  MarketEvent,
  Mutable,
  OrdersReleased,
  SignalRaised,
} from '../market/event.ts'
import type { Simulation } from './simulation.ts'
import type { Tape } from './tape.ts'

/** Answers what a strategy wants at the end of a bar from data up to and including it. Rows come ascending. */
export interface DecisionSource {
  decide(row: number): Decision
  /**
   * A row after `row` up to which all decisions ask for the same as that of `row`: lets the vectorised driver
   * look at runs instead of rows.
   */
  runEnd?(row: number): number
}

/**
 * An event of any kind. All have one and the same shape, whatever their kind uses of it: the engine then reads
 * them through one hidden class, which makes the event path several times faster.
 */
function blankEvent<K extends MarketEvent['kind']>(kind: K) {
  return {
    kind,
    time: Number.NaN,
    instrument: 0,
    settledAt: Number.NaN,
    rate: Number.NaN,
    mark: Number.NaN,
    open: Number.NaN,
    high: Number.NaN,
    low: Number.NaN,
    close: Number.NaN,
    markOpen: Number.NaN,
    markHigh: Number.NaN,
    markLow: Number.NaN,
    finer: undefined,
    finerRow: -1,
    markClose: Number.NaN,
    volumeBefore: Number.NaN,
    atrBefore: Number.NaN,
    decision: HOLD,
    regime: Number.NaN,
    atr: Number.NaN,
    volume: Number.NaN,
    fundingRate: Number.NaN,
    fundingIntervalMs: Number.NaN,
  }
}

/**
 * Turns one instant of history into the events that the engine takes: the order of the phases (SPEC §7.1) is
 * written here and nowhere else. Each phase runs over all members before the next begins.
 */
export class InstantFeed {
  private readonly simulation: Simulation
  private readonly tapes: readonly Tape[]
  private readonly sources: readonly DecisionSource[]
  private readonly intervalMs: number
  /** 1 for members that held a position when the bar began to trade. */
  private readonly isHolding: Uint8Array
  /** Flat instruments with an entry that waits, in the order in which they go. */
  private readonly openers: number[] = []
  /** Next settlement of each instrument that has not been fed. */
  private readonly nextSettlement: Int32Array

  private readonly funding: Mutable<FundingSettled> = blankEvent('funding.settled')
  private readonly opened: Mutable<BarOpened> = blankEvent('bar.opened')
  private readonly released: Mutable<OrdersReleased> = blankEvent('orders.released')
  private readonly traded: Mutable<BarTraded> = blankEvent('bar.traded')
  private readonly closed: Mutable<BarClosed> = blankEvent('bar.closed')
  private readonly raised: Mutable<SignalRaised> = blankEvent('signal.raised')
  private readonly due: Mutable<DecisionsDue> = blankEvent('decisions.due')

  constructor(
    simulation: Simulation,
    tapes: readonly Tape[],
    sources: readonly DecisionSource[],
    intervalMs: number,
  ) {
    this.simulation = simulation
    this.tapes = tapes
    this.sources = sources
    this.intervalMs = intervalMs
    this.isHolding = new Uint8Array(tapes.length)
    // After a restart: what was settled before the end of the last bar has been taken in.
    this.nextSettlement = Int32Array.from(tapes, ({ settlements }, k) =>
      countBefore(settlements.times, simulation.state.seats[k]!.closedUntil),
    )
  }

  /** When the next settlement of an instrument is due; Infinity after the last. */
  nextSettlementTime(instrument: number): number {
    return (
      this.tapes[instrument]!.settlements.times[this.nextSettlement[instrument]!] ?? Number.POSITIVE_INFINITY
    )
  }

  /**
   * @param time    open time of the bars
   * @param members instruments that have a bar at this time, ascending; the first `count` entries
   * @param rows    row of that bar per instrument
   * @returns the account's equity at the end of the bars
   */
  feed(time: number, members: Int32Array, count: number, rows: Int32Array): number {
    this.feedOpen(time, members, count, rows)
    this.feedRange(members, count, rows)
    return this.feedEnd(time, members, count, rows)
  }

  /** The first part of `feed`: what is due at the open of the bars. */
  feedOpen(time: number, members: Int32Array, count: number, rows: Int32Array): void {
    this.setClock(time)
    for (let m = 0; m < count; m++) this.settleUpToOpen(members[m]!)
    for (let m = 0; m < count; m++) this.open(members[m]!, rows[members[m]!]!)
    this.simulation.feed(this.released)
  }

  /** The second part, after `feedOpen`: what happens inside the bars. */
  feedRange(members: Int32Array, count: number, rows: Int32Array): void {
    // Whoever holds something may close it and free margin for those who only want to open.
    const { positions } = this.simulation.state.account
    for (let m = 0; m < count; m++) this.isHolding[m] = positions[members[m]!]!.lots === 0 ? 0 : 1
    for (let m = 0; m < count; m++) if (this.isHolding[m] === 1) this.trade(members[m]!, rows[members[m]!]!)
    for (const instrument of this.openersOf(members, count)) this.trade(instrument, rows[instrument]!)
    for (let m = 0; m < count; m++) this.settleInside(members[m]!)
  }

  /** Who holds nothing and waits to be filled, in the order of confidence, then of instruments. */
  private openersOf(members: Int32Array, count: number): readonly number[] {
    const { openers } = this
    const { seats } = this.simulation.state
    while (openers.length > 0) openers.pop()
    for (let m = 0; m < count; m++) {
      const entry = seats[members[m]!]!.entry
      if (this.isHolding[m] === 1 || !entry) continue
      let at = openers.length
      while (at > 0 && seats[openers[at - 1]!]!.entry!.confidence < entry.confidence) {
        openers[at] = openers[at - 1]!
        at--
      }
      openers[at] = members[m]!
    }
    return openers
  }

  /** The last part, the end of the bars; alone where it is known that nothing happens before it. */
  feedEnd(time: number, members: Int32Array, count: number, rows: Int32Array): number {
    this.setClock(time)
    for (let m = 0; m < count; m++) this.close(members[m]!, rows[members[m]!]!)
    const { equity } = this.simulation.state.account
    for (let m = 0; m < count; m++) this.raise(members[m]!, rows[members[m]!]!)
    this.simulation.feed(this.due)
    return equity
  }

  /** Times are set once per instant: handing doubles from function to function would box them. */
  private setClock(time: number): void {
    const end = time + this.intervalMs
    this.funding.time = time
    this.opened.time = time
    this.released.time = time
    this.traded.time = time
    this.closed.time = end
    this.raised.time = end
    this.due.time = end
  }

  private settleUpToOpen(instrument: number): void {
    const { times } = this.tapes[instrument]!.settlements
    while (times[this.nextSettlement[instrument]!]! <= this.opened.time) this.settleNext(instrument)
  }

  private settleInside(instrument: number): void {
    const { times } = this.tapes[instrument]!.settlements
    while (times[this.nextSettlement[instrument]!]! < this.closed.time) this.settleNext(instrument)
  }

  private settleNext(instrument: number): void {
    const { times, rates, marks } = this.tapes[instrument]!.settlements
    const next = this.nextSettlement[instrument]!
    const event = this.funding
    event.instrument = instrument
    event.settledAt = times[next]!
    event.rate = rates[next]!
    event.mark = marks[next]!
    this.nextSettlement[instrument] = next + 1
    this.simulation.feed(event)
  }

  private open(instrument: number, row: number): void {
    const { bars, mark, context } = this.tapes[instrument]!
    const event = this.opened
    event.instrument = instrument
    event.open = bars.opens[row]!
    event.markOpen = mark.opens[row]!
    event.volumeBefore = row > 0 ? bars.volumes[row - 1]! : Number.NaN
    event.atrBefore = row > 0 && context ? context.atrs[row - 1]! : Number.NaN
    this.simulation.feed(event)
  }

  private trade(instrument: number, row: number): void {
    const { bars, mark, finer } = this.tapes[instrument]!
    const event = this.traded
    event.instrument = instrument
    event.open = bars.opens[row]!
    event.high = bars.highs[row]!
    event.low = bars.lows[row]!
    event.close = bars.closes[row]!
    event.markOpen = mark.opens[row]!
    event.markHigh = mark.highs[row]!
    event.markLow = mark.lows[row]!
    event.finer = finer
    event.finerRow = finer ? finer.firstRows[row]! : -1
    this.simulation.feed(event)
  }

  private close(instrument: number, row: number): void {
    const { bars, mark } = this.tapes[instrument]!
    const event = this.closed
    event.instrument = instrument
    event.high = bars.highs[row]!
    event.low = bars.lows[row]!
    event.close = bars.closes[row]!
    event.markClose = mark.closes[row]!
    this.simulation.feed(event)
  }

  private raise(instrument: number, row: number): void {
    const event = this.raised
    const { context, bars } = this.tapes[instrument]!
    event.instrument = instrument
    event.decision = this.sources[instrument]!.decide(row)
    event.volume = bars.volumes[row]!
    event.regime = context ? context.regimes[row]! : Number.NaN
    event.atr = context ? context.atrs[row]! : Number.NaN
    event.fundingRate = context ? context.fundingRates[row]! : Number.NaN
    event.fundingIntervalMs = context ? context.fundingIntervalsMs[row]! : Number.NaN
    this.simulation.feed(event)
  }
}
