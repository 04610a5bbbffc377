import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { InstantFeed } from '../../src/engine/instant.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { EngineState } from '../../src/engine/state.ts'
import { Timeline } from '../../src/engine/timeline.ts'
import { type Case, layeredCase } from '../support/generated-run.ts'

/** Looks at the engine's state at the end of every instant of a run. */
function watch({ tapes, sources, rules }: Case, look: (simulation: Simulation) => void): void {
  const simulation = new Simulation(
    tapes.map((tape) => tape.instrument),
    rules,
    HOUR_MS,
  )
  const feed = new InstantFeed(simulation, tapes, sources(), HOUR_MS)
  const timeline = new Timeline(tapes)
  while (timeline.advance()) {
    feed.feed(timeline.time, timeline.members, timeline.count, timeline.rows)
    look(simulation)
  }
}

/** Every position has its stop and its target at the venue, for what is held. */
function expectProtected({ state, venue }: Simulation): number {
  let count = 0
  state.account.positions.forEach(({ lots }, k) => {
    const { guard } = state.seats[k]!
    const resting = venue.restingOrders(k)
    const stops = resting.filter(({ type }) => type === 'stopMarket')
    const targets = resting.filter(({ type }) => type === 'takeProfitMarket')
    if (lots === 0) {
      expect([stops, targets]).toEqual([[], []])
      return
    }
    count++
    const side = -Math.sign(lots)
    const wantsStop = !Number.isNaN(guard.stopLevel)
    expect(stops).toHaveLength(wantsStop ? 1 : 0)
    if (wantsStop) expect(stops[0]).toMatchObject({ side, lots: Math.abs(lots), price: guard.stopLevel })
    const wantsTarget = !Number.isNaN(guard.plan!.targetPct) && !guard.isTargetDone
    expect(targets).toHaveLength(wantsTarget ? 1 : 0)
    const share = Math.max(1, Math.floor(Math.abs(lots) * state.rules.exits.targetShare))
    if (wantsTarget) expect(targets[0]).toMatchObject({ side, lots: share })
  })
  return count
}

/** A stop only ever tightens while its position is open. */
class Stops {
  private readonly levels = new Map<number, { readonly since: number; readonly level: number }>()

  expectTighter({ trades, account, seats }: EngineState): void {
    for (const { instrument, openTime, side } of trades.openPositions(account.positions)) {
      const { stopLevel } = seats[instrument]!.guard
      const before = this.levels.get(instrument)
      if (before?.since === openTime && !Number.isNaN(before.level)) {
        expect(side * stopLevel).toBeGreaterThanOrEqual(side * before.level)
      }
      this.levels.set(instrument, { since: openTime, level: stopLevel })
    }
  }
}

/** An entry that has just been decided: no larger than allowed, and its stop loses no more than the cap. */
function expectModest({ state }: Simulation): number {
  const { sizing, risk } = state.rules
  const { account, governor } = { account: state.account, governor: state.risk.governor }
  let count = 0
  let exposure = 0
  state.seats.forEach((seat, k) => {
    const { notional, units, lots } = account.positions[k]!
    const { entry } = seat
    const isReversal = entry !== undefined && entry.side * lots < 0
    exposure += isReversal ? 0 : notional
    if (!entry) return
    const added = entry.lots / account.grids[k]!.lotsPerUnit
    exposure += added * seat.close
    if (entry.plan!.proposedAt !== state.now) return
    count++
    if (sizing.kind !== 'risk') return
    const total = (added + (isReversal ? 0 : Math.abs(units))) * seat.close
    expect(total).toBeLessThanOrEqual(sizing.maxNotional * (1 + 1e-9))
    const atStop = total * entry.plan!.stopPct
    const isFloored = total <= sizing.minNotional * (1 + 1e-9)
    if (!isFloored) expect(atStop).toBeLessThanOrEqual(account.equity * sizing.maxRiskPct * (1 + 1e-9))
  })
  if (count > 0 && risk.governor.kind !== 'none') {
    expect(exposure).toBeLessThanOrEqual(Math.max(governor.maxExposure(account.equity), 0) + 1e-6 * exposure)
  }
  return count
}

describe('at the end of every bar, on 600 generated runs with every layer', () => {
  it('positions are protected, stops only tighten, entries are modest', () => {
    let protections = 0
    let entries = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const stops = new Stops()
        watch(layeredCase(seed), (simulation) => {
          protections += expectProtected(simulation)
          stops.expectTighter(simulation.state)
          entries += expectModest(simulation)
        })
      }),
      { numRuns: 600, seed: 20260606 },
    )
    expect(protections).toBeGreaterThan(10_000)
    expect(entries).toBeGreaterThan(3000)
  })
})
