import { countBefore, type PriceColumns } from '../columns/series.ts'
import { DAY_MS } from '../core/time.ts'
import { isAsking } from './decide.ts'
import { type DecisionSource, InstantFeed } from './instant.ts'
import { type QuietBand, setQuietBand } from './quiet.ts'
import { type Run, replay } from './replay.ts'
import type { TradingRules } from './rules.ts'
import { type RunLog, Simulation } from './simulation.ts'
import type { Tape } from './tape.ts'

/**
 * The vectorised driver: the engine's own phases over columns, leaping over bars in which nothing can happen.
 * Its fills and its equity are those of `replay`, bit for bit. Several instruments on one account leave few
 * bars quiet for all of them, so they are replayed.
 */
export function scan(
  tapes: readonly Tape[],
  sources: readonly DecisionSource[],
  rules: TradingRules,
  intervalMs: number,
): Run {
  if (tapes.length > 1) return replay(tapes, sources, rules, intervalMs)
  const tape = tapes[0]!
  const times = endsOf(tape, intervalMs)
  const equity = new Float64Array(times.length)
  return { simulation: scanInto(equity, tape, sources[0]!, rules, intervalMs), times, equity }
}

/**
 * Scans one instrument and writes the equity at the end of each bar.
 *
 * @param log where fills and trades go; one that was cleared spares the next run the memory
 */
export function scanInto(
  equity: Float64Array,
  tape: Tape,
  source: DecisionSource,
  rules: TradingRules,
  intervalMs: number,
  log?: RunLog,
): Simulation {
  const scanner = new Scanner(equity, tape, source, rules, intervalMs, log)
  scanner.run()
  return scanner.simulation
}

class Scanner {
  readonly simulation: Simulation
  private readonly equity: Float64Array
  private readonly tape: Tape
  private readonly source: DecisionSource
  private readonly intervalMs: number
  private readonly feed: InstantFeed
  private readonly members = new Int32Array(1)
  private readonly rows = new Int32Array(1)
  private readonly band: QuietBand = { below: 0, above: 0, untilRow: 0 }
  private settlement = Number.NEGATIVE_INFINITY
  private rowOfSettlement = 0
  private day = Number.NaN
  private rowOfDayEnd = 0
  /** The bar at which the leap ended is quiet but for the decision at its end. */
  private isRangeQuiet = false

  constructor(
    equity: Float64Array,
    tape: Tape,
    source: DecisionSource,
    rules: TradingRules,
    intervalMs: number,
    log?: RunLog,
  ) {
    this.equity = equity
    this.tape = tape
    this.source = source
    this.intervalMs = intervalMs
    this.simulation = new Simulation([tape.instrument], rules, intervalMs, log)
    this.feed = new InstantFeed(this.simulation, [tape], [source], intervalMs)
  }

  run(): void {
    const rows = this.tape.bars.times.length
    for (let row = 0; row < rows; row++) {
      const isOpen = this.simulation.venue.hasDueOrders
      if (isOpen) this.open(row)
      const reached = this.leap(row)
      if (reached < rows) this.finish(reached, isOpen && reached === row)
      row = reached
    }
  }

  /** Lets fill what waits for the open: what is left of the bar may be quiet. */
  private open(row: number): void {
    this.rows[0] = row
    this.feed.feedOpen(this.tape.bars.times[row]!, this.members, 1, this.rows)
  }

  /** Feeds what the leap has left of the bar at which it ended. */
  private finish(row: number, isOpen: boolean): void {
    if (!this.isRangeQuiet) {
      if (!isOpen) this.open(row)
      this.feed.feedRange(this.members, 1, this.rows)
    }
    this.rows[0] = row
    this.equity[row] = this.feed.feedEnd(this.tape.bars.times[row]!, this.members, 1, this.rows)
  }

  /** Values the account bar by bar until something may happen; returns that bar's row. */
  private leap(from: number): number {
    const { account, seats } = this.simulation.state
    const { lots } = account.positions[0]!
    const { entry } = seats[0]!
    const { source } = this
    const rows = this.tape.bars.times.length
    setQuietBand(this.band, this.simulation, rows, this.dayEndRow())
    const end = Math.min(this.band.untilRow, lots === 0 ? rows : this.settlementRow())
    this.isRangeQuiet = false
    let row = from
    while (row < end) {
      const isDeciding = isAsking(source.decide(row), lots, entry)
      const stop = isDeciding ? row + 1 : Math.min(end, source.runEnd?.(row) ?? row + 1)
      const reached = this.glide(row, stop)
      if (reached < stop || isDeciding) {
        this.isRangeQuiet = reached === stop
        row = isDeciding ? row : reached
        break
      }
      row = stop
    }
    if (row > from) this.arrive(from, row)
    return row
  }

  /** Values bars [from, to) as long as they stay inside the band; returns where they do not, or `to`. */
  private glide(from: number, to: number): number {
    const { bars, mark } = this.tape
    let end = insideUntil(bars, this.band, from, to)
    if (mark !== bars) end = insideUntil(mark, this.band, from, end)
    this.value(from, end)
    return end
  }

  /** Writes the equity of bars [from, to). */
  private value(from: number, to: number): void {
    const { wallet, positions } = this.simulation.state.account
    const { units, entryPrice } = positions[0]!
    const { equity } = this
    const { closes } = this.tape.mark
    for (let row = from; row < to; row++) equity[row] = wallet + units * (closes[row]! - entryPrice)
  }

  /** Leaves the state as if each bar of [from, to) had been closed. */
  private arrive(from: number, to: number): void {
    const { account, seats, risk } = this.simulation.state
    const seat = seats[0]!
    const { times, closes } = this.tape.bars
    seat.barCount += to - from
    seat.close = closes[to - 1]!
    seat.closedUntil = times[to - 1]! + this.intervalMs
    account.positions[0]!.mark = this.tape.mark.closes[to - 1]!
    if (risk.governor.isWatching) risk.governor.memory.lastEquity = account.equity
    if (account.positions[0]!.lots !== 0) this.noteRange(from, to)
  }

  private noteRange(from: number, to: number): void {
    const { highs, lows } = this.tape.bars
    let lowest = lows[from]!
    let highest = highs[from]!
    for (let row = from + 1; row < to; row++) {
      if (lows[row]! < lowest) lowest = lows[row]!
      if (highs[row]! > highest) highest = highs[row]!
    }
    this.simulation.state.trades.onRange(0, lowest, highest)
  }

  /** Row of the first bar that ends in another UTC day than the governor is counting, or at its midnight. */
  private dayEndRow(): number {
    const { day } = this.simulation.state.risk.governor.memory
    if (day !== this.day) {
      this.day = day
      this.rowOfDayEnd = countBefore(this.tape.bars.times, (day + 1) * DAY_MS - this.intervalMs)
    }
    return this.rowOfDayEnd
  }

  /** Row of the bar in which the next settlement falls. */
  private settlementRow(): number {
    const settlement = this.feed.nextSettlementTime(0)
    if (settlement !== this.settlement) {
      this.settlement = settlement
      // Bars that end at or before it are not concerned.
      this.rowOfSettlement = countBefore(this.tape.bars.times, settlement - this.intervalMs + 1)
    }
    return this.rowOfSettlement
  }
}

/** First bar of [from, to) that touches the band, or `to`. */
function insideUntil(
  { highs, lows }: PriceColumns,
  { below, above }: QuietBand,
  from: number,
  to: number,
): number {
  let row = from
  while (row < to && lows[row]! > below && highs[row]! < above) row++
  return row
}

/** End of each bar, epoch ms. A loop: `map` calls its function for every bar, which costs more than a bar does. */
function endsOf({ bars: { times } }: Tape, intervalMs: number): Float64Array {
  const ends = new Float64Array(times.length)
  for (let row = 0; row < times.length; row++) ends[row] = times[row]! + intervalMs
  return ends
}
