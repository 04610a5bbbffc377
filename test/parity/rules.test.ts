import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { type Run, replay } from '../../src/engine/replay.ts'
import { scan } from '../../src/engine/scan.ts'
import { ORDER_REASONS, type RefusalLimits } from '../../src/market/records.ts'
import { type Case, layeredCase } from '../support/generated-run.ts'
import { runHash } from '../support/run-hash.ts'

/** Everything that can be refused but what only controls from outside cause. */
const LIMITS: { readonly [L in keyof RefusalLimits]: readonly RefusalLimits[L][] } = {
  governor: ['dailyLoss', 'exposure', 'losingStreak'],
  policy: ['confidence'],
  lifecycle: ['warmUp', 'consensus', 'rewardToRisk', 'opposite'],
  portfolio: ['cooldown', 'positions', 'exposure', 'sideExposure', 'correlation'],
  costs: ['edge'],
  funding: ['rate'],
  sizing: ['stop', 'room', 'minNotional', 'liquidation'],
  venue: ['margin', 'postOnly'],
}

/** Positions held at once never exceed the limit, at any fill. */
function expectFewPositions({ simulation }: Run, { rules, tapes }: Case): void {
  const held = tapes.map(() => 0)
  for (const { instrument, side, lots } of simulation.log.fills) {
    held[instrument] = held[instrument]! + side * lots
    const count = held.filter((position) => position !== 0).length
    expect(count).toBeLessThanOrEqual(rules.risk.portfolio.maxPositions)
  }
}

/**
 * Market entries of an instrument keep the cooldown after the trade before: whole bars from its end, which inside a
 * bar (a reference price other than its open) is the end of that bar.
 */
function expectCooldowns({ simulation }: Run, { rules, tapes }: Case): void {
  if (rules.entry.kind !== 'market' || rules.risk.lifecycle.onOpposite === 'reverse') return
  const bars = Math.ceil(rules.risk.portfolio.cooldownSeconds / 3600)
  const free = tapes.map(() => Number.NEGATIVE_INFINITY)
  const held = tapes.map(() => 0)
  for (const { instrument, time, side, lots, reference } of simulation.log.fills) {
    if (held[instrument] === 0) expect(time).toBeGreaterThanOrEqual(free[instrument]!)
    held[instrument] = held[instrument]! + side * lots
    const { times, opens } = tapes[instrument]!.bars
    const isInside = reference !== opens[times.indexOf(time)]
    if (held[instrument] === 0) free[instrument] = time + (bars + Number(isInside)) * HOUR_MS
  }
}

/** No market entry is decided between a halt and its end. */
function expectNoEntryWhileHalted({ simulation }: Run, { rules }: Case): void {
  if (rules.entry.kind !== 'market') return
  let halted = false
  let since = 0
  const changes = [...simulation.log.governorChanges]
  for (const trade of simulation.log.trades) {
    while (changes.length > 0 && changes[0]!.time <= trade.proposedTime) {
      const { mode, time } = changes.shift()!
      halted = mode !== 'ACTIVE'
      since = time
    }
    if (halted && trade.proposedTime > since) throw new Error(`entry at ${trade.proposedTime} while halted`)
  }
}

describe('with every layer of risk', () => {
  it('both drivers trade the same, bit for bit, on 1200 generated configurations, and the limits hold', () => {
    const refusals = new Set<string>()
    const reasons = new Set<string>()
    let trades = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const layered = layeredCase(seed)
        const event = replay(layered.tapes, layered.sources(), layered.rules, HOUR_MS)
        const vectorised = scan(layered.tapes, layered.sources(), layered.rules, HOUR_MS)
        expect(runHash(vectorised)).toBe(runHash(event))
        expectFewPositions(event, layered)
        expectCooldowns(event, layered)
        if (layered.tapes.length === 1) expectNoEntryWhileHalted(event, layered)
        const { log, state } = event.simulation
        for (const { layer, limit } of log.refusals) refusals.add(`${layer}.${limit}`)
        for (const { reason } of log.fills) reasons.add(reason)
        trades += log.trades.length
        const { account } = state
        const books = account.initial + account.realised + account.unrealised - account.fees - account.funding
        expect(Math.abs(event.equity.at(-1)! - books)).toBeLessThan(1e-9 * account.initial)
      }),
      { numRuns: 1200, seed: 20260404 },
    )
    const possible = Object.entries(LIMITS).flatMap(([layer, limits]) =>
      limits.map((limit) => `${layer}.${limit}`),
    )
    expect(possible.filter((limit) => !refusals.has(limit))).toEqual([])
    expect(ORDER_REASONS.filter((reason) => !reasons.has(reason))).toEqual([])
    expect(trades).toBeGreaterThan(3000)
  })
})
