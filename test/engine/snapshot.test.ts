import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { InstantFeed } from '../../src/engine/instant.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { restore, snapshot, stateHash } from '../../src/engine/snapshot.ts'
import { Timeline } from '../../src/engine/timeline.ts'
import { type Case, generatedCase, generatedFinerCase } from '../support/generated-run.ts'

const simulationOf = ({ tapes, rules }: Case) =>
  new Simulation(
    tapes.map((tape) => tape.instrument),
    rules,
    HOUR_MS,
  )

/** Feeds instants [from, to) of a case; settlements before them have been fed by someone else. */
function feedRange(generated: Case, feed: InstantFeed, from: number, to: number): number[] {
  const timeline = new Timeline(generated.tapes)
  const equity: number[] = []
  for (let at = 0; at < to && timeline.advance(); at++) {
    if (at >= from) equity.push(feed.feed(timeline.time, timeline.members, timeline.count, timeline.rows))
  }
  return equity
}

describe('a snapshot', () => {
  it('restored from its JSON goes on to the same state hash and the same equity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 60 }), (seed, cut) => {
        const generated = seed % 2 === 0 ? generatedCase(seed) : generatedFinerCase(seed)
        const whole = simulationOf(generated)
        const feed = new InstantFeed(whole, generated.tapes, generated.sources(), HOUR_MS)
        feedRange(generated, feed, 0, cut)
        const saved = JSON.stringify(snapshot(whole))
        const resumed = simulationOf(generated)
        restore(resumed, JSON.parse(saved))
        expect(stateHash(resumed)).toBe(stateHash(whole))
        const resumedFeed = new InstantFeed(resumed, generated.tapes, generated.sources(), HOUR_MS)
        const rest = feedRange(generated, feed, cut, 300)
        expect(feedRange(generated, resumedFeed, cut, 300)).toEqual(rest)
        expect(stateHash(resumed)).toBe(stateHash(whole))
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  it('has another hash when anything in the state differs', () => {
    const generated = generatedCase(11)
    const a = simulationOf(generated)
    const b = simulationOf(generated)
    expect(stateHash(a)).toBe(stateHash(b))
    b.state.account.positions[0]!.mark += 1e-9
    expect(stateHash(a)).not.toBe(stateHash(b))
  })
})
