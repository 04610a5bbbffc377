import { type DecisionSource, InstantFeed } from './instant.ts'
import type { TradingRules } from './rules.ts'
import { Simulation } from './simulation.ts'
import type { Tape } from './tape.ts'
import { countInstants, Timeline } from './timeline.ts'

/** A finished run: the simulation with its log, and the equity at the end of each bar. */
export interface Run {
  readonly simulation: Simulation
  /** Ends of the bars, epoch ms. */
  readonly times: Float64Array
  readonly equity: Float64Array
}

/** The event-by-event driver: every bar of every instrument passes through every phase, as it does live. */
export function replay(
  tapes: readonly Tape[],
  sources: readonly DecisionSource[],
  rules: TradingRules,
  intervalMs: number,
): Run {
  const simulation = new Simulation(
    tapes.map((tape) => tape.instrument),
    rules,
    intervalMs,
  )
  const feed = new InstantFeed(simulation, tapes, sources, intervalMs)
  const timeline = new Timeline(tapes)
  const length = countInstants(tapes)
  const run = { simulation, times: new Float64Array(length), equity: new Float64Array(length) }
  for (let at = 0; timeline.advance(); at++) {
    run.times[at] = timeline.time + intervalMs
    run.equity[at] = feed.feed(timeline.time, timeline.members, timeline.count, timeline.rows)
  }
  return run
}
