import { expect } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import type { DecisionSource } from '../../src/engine/instant.ts'
import { type Run, replay } from '../../src/engine/replay.ts'
import type { TradingRules } from '../../src/engine/rules.ts'
import { scan } from '../../src/engine/scan.ts'
import type { Tape } from '../../src/engine/tape.ts'
import type { Fill } from '../../src/market/records.ts'
import { runHash } from './run-hash.ts'

/** Runs a hand-made case through both drivers, which must agree. */
export function runCase(
  tapes: Tape | readonly Tape[],
  sources: DecisionSource | readonly DecisionSource[],
  rules: TradingRules,
  intervalMs = HOUR_MS,
): Run {
  const allTapes = [tapes].flat() as Tape[]
  const allSources = [sources].flat() as DecisionSource[]
  const event = replay(allTapes, allSources, rules, intervalMs)
  expect(runHash(scan(allTapes, allSources, rules, intervalMs))).toBe(runHash(event))
  return event
}

/** `[hour, reason, signed units, price]` of each fill. */
export function fillsOf({ simulation }: Run): [number, string, number, number][] {
  return [...simulation.log.fills].map((fill: Fill) => [
    fill.time / HOUR_MS,
    fill.reason,
    (fill.side * fill.lots) / simulation.state.account.grids[fill.instrument]!.lotsPerUnit,
    fill.price,
  ])
}

/** `[layer.limit, times refused, first value, bound]` of each row of refusals. */
export function refusalsOf({ simulation }: Run): [string, number, number, number][] {
  return simulation.log.refusals.map(({ layer, limit, repeats, value, bound }) => [
    `${layer}.${limit}`,
    1 + repeats,
    value,
    bound,
  ])
}
