import { isAsking } from './decide.ts'
import { type DecisionSource, InstantFeed } from './instant.ts'
import { type QuietBand, quietBand } from './quiet.ts'
import { type Run, replay } from './replay.ts'
import type { TradingRules } from './rules.ts'
import { Simulation } from './simulation.ts'
import type { Tape } from './tape.ts'

/**
 * The vectorised driver: the engine's own phases over columns, leaping over bars in which nothing can happen.
 * Its fills and its equity are those of `replay`, bit for bit.
 */
export function scan(
  tapes: readonly Tape[],
  sources: readonly DecisionSource[],
  rules: TradingRules,
  intervalMs: number,
): Run {
  return tapes.length === 1
    ? scanOne(tapes[0]!, sources[0]!, rules, intervalMs)
    : replay(tapes, sources, rules, intervalMs)
}

function scanOne(tape: Tape, source: DecisionSource, rules: TradingRules, intervalMs: number): Run {
  const simulation = new Simulation([tape.instrument], rules)
  const feed = new InstantFeed(simulation, [tape], [source], intervalMs)
  const opens = tape.bars.times
  const run = { simulation, times: new Float64Array(opens.length), equity: new Float64Array(opens.length) }
  for (let i = 0; i < opens.length; i++) run.times[i] = opens[i]! + intervalMs
  const members = new Int32Array(1)
  const rows = new Int32Array(1)
  const band: QuietBand = { below: 0, above: 0, untilRow: 0 }
  for (let row = 0; row < opens.length; row++) {
    if (!simulation.venue.hasDueOrders)
      row = leap(simulation, feed, tape, source, band, run.equity, row, intervalMs)
    if (row >= opens.length) break
    rows[0] = row
    run.equity[row] = feed.feed(opens[row]!, members, 1, rows)
  }
  return run
}

/** Values the account bar by bar until something may happen; returns that bar's row. */
function leap(
  simulation: Simulation,
  feed: InstantFeed,
  tape: Tape,
  source: DecisionSource,
  band: QuietBand,
  equity: Float64Array,
  from: number,
  intervalMs: number,
): number {
  quietBand(simulation, band)
  const { account, seats } = simulation.state
  const position = account.positions[0]!
  const seat = seats[0]!
  const { entry } = seat
  const { lots, units, entryPrice } = position
  const { wallet } = account
  const { times, highs, lows, closes } = tape.bars
  const { highs: markHighs, lows: markLows, closes: markCloses } = tape.mark
  const { below, above } = band
  const end = Math.min(times.length, band.untilRow)
  // A settlement matters to whoever holds: it belongs to the bar whose end lies after it.
  const settlement = lots === 0 ? Number.POSITIVE_INFINITY : feed.nextSettlementTime(0) - intervalMs
  const hasMark = markHighs !== highs
  let row = from
  for (; row < end; row++) {
    if (lows[row]! <= below || highs[row]! >= above || times[row]! > settlement) break
    if (hasMark && (markLows[row]! <= below || markHighs[row]! >= above)) break
    if (isAsking(source.decide(row), lots, entry)) break
    equity[row] = lots === 0 ? wallet : wallet + units * (markCloses[row]! - entryPrice)
  }
  if (row > from) {
    seat.barCount += row - from
    seat.close = closes[row - 1]!
    position.mark = markCloses[row - 1]!
  }
  return row
}
