import { isAsking } from './decide.ts'
import { type DecisionSource, InstantFeed } from './instant.ts'
import { type QuietBand, quietBand } from './quiet.ts'
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
  const times = tape.bars.times.map((time) => time + intervalMs)
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
  /** The leap ended at a bar that is quiet but for the decision at its end. */
  private isOnlyAsking = false

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
    this.simulation = new Simulation([tape.instrument], rules, log)
    this.feed = new InstantFeed(this.simulation, [tape], [source], intervalMs)
  }

  run(): void {
    const { times } = this.tape.bars
    const { venue } = this.simulation
    for (let row = 0; row < times.length; row++) {
      this.isOnlyAsking = false
      if (!venue.hasDueOrders) row = this.leap(row)
      if (row >= times.length) return
      this.rows[0] = row
      this.equity[row] = this.isOnlyAsking
        ? this.feed.feedEnd(times[row]!, this.members, 1, this.rows)
        : this.feed.feed(times[row]!, this.members, 1, this.rows)
    }
  }

  /** Values the account bar by bar until something may happen; returns that bar's row. */
  private leap(from: number): number {
    const { account, seats } = this.simulation.state
    const position = account.positions[0]!
    const seat = seats[0]!
    const { entry } = seat
    const { lots, units, entryPrice } = position
    const { wallet } = account
    const { equity, source } = this
    const { times, highs, lows, closes } = this.tape.bars
    const { highs: markHighs, lows: markLows, closes: markCloses } = this.tape.mark
    const { below, above, untilRow } = quietBand(this.simulation, this.band)
    const end = Math.min(times.length, untilRow)
    // A settlement matters to whoever holds: it belongs to the bar whose end lies after it.
    const settlement =
      lots === 0 ? Number.POSITIVE_INFINITY : this.feed.nextSettlementTime(0) - this.intervalMs
    const hasMark = markHighs !== highs
    let row = from
    for (; row < end; row++) {
      if (lows[row]! <= below || highs[row]! >= above || times[row]! > settlement) break
      if (hasMark && (markLows[row]! <= below || markHighs[row]! >= above)) break
      if (isAsking(source.decide(row), lots, entry)) {
        this.isOnlyAsking = true
        break
      }
      equity[row] = lots === 0 ? wallet : wallet + units * (markCloses[row]! - entryPrice)
    }
    if (row > from) {
      seat.barCount += row - from
      seat.close = closes[row - 1]!
      seat.closedUntil = times[row - 1]! + this.intervalMs
      position.mark = markCloses[row - 1]!
    }
    return row
  }
}
