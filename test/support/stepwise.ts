import { HOUR_MS } from '../../src/core/time.ts'
import { type DecisionSource, InstantFeed } from '../../src/engine/instant.ts'
import type { TradingRules } from '../../src/engine/rules.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Tape } from '../../src/engine/tape.ts'
import { fillsOf } from './run.ts'

/** What happens between the end of a bar and the next open; `time` is that end. */
export type Between = (simulation: Simulation, time: number) => void

/** Feeds a run of one instrument bar by bar; `after` gives what happens after which row. */
export function runStepwise(
  tape: Tape,
  source: DecisionSource,
  rules: TradingRules,
  after: Readonly<Record<number, Between>> = {},
  intervalMs = HOUR_MS,
) {
  const simulation = new Simulation([tape.instrument], rules, intervalMs)
  const feed = new InstantFeed(simulation, [tape], [source], intervalMs)
  const members = Int32Array.of(0)
  const equity: number[] = []
  tape.bars.times.forEach((time, row) => {
    equity.push(feed.feed(time, members, 1, Int32Array.of(row)))
    after[row]?.(simulation, time + intervalMs)
  })
  const fills = fillsOf({ simulation, times: tape.bars.times, equity: tape.bars.times })
  return { simulation, fills, equity }
}
