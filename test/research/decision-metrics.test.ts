import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { replay } from '../../src/engine/replay.ts'
import type { Decision } from '../../src/market/decision.ts'
import { REFUSERS } from '../../src/market/records.ts'
import { decisionMetrics } from '../../src/research/decision-metrics.ts'
import { generatedCase } from '../support/generated-run.ts'
import { script } from '../support/market.ts'
import { ruled, ruledTape } from '../support/ruled-market.ts'
import { runCase } from '../support/run.ts'
import { sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

const sample = sampleResult(sampleMarket({ instruments: 2, bars: 400 }))

/** The decisions of a simulated run. */
function decisionsOf({ simulation: { state, log } }: ReturnType<typeof replay>) {
  const { proposals, entryOrders } = state
  return decisionMetrics({
    ...sample,
    refusals: log.refusals,
    counts: { ...sample.counts, proposals, entryOrders },
  })
}

test('refusals by who refused, repeats included', () => {
  const metrics = decisionMetrics(sample)
  expect(metrics.refusedBy).toEqual({
    governor: 1,
    policy: 5,
    lifecycle: 0,
    portfolio: 1,
    costs: 0,
    funding: 0,
    sizing: 1,
    venue: 1,
  })
  expect(metrics.refusals).toBe(9)
  expect(metrics.unchanged).toBe(0)
  expect(metrics.proposals).toBe(8 + metrics.entryOrders)
})

describe('a run by hand', () => {
  const flat = [100, 100, 100, 100] as const
  const buy = (confidence: number): Decision => ({ action: 'buy', confidence })

  test('two wishes too weak, one opens; a signal against it is a wish that is warned of', () => {
    const run = runCase(
      ruledTape(Array.from({ length: 8 }, () => flat)),
      script({ 1: buy(0.3), 2: buy(0.3), 3: buy(0.6), 5: { action: 'sell', confidence: 0.9 } }),
      ruled(),
    )
    expect(decisionsOf(run)).toMatchObject({
      proposals: 4,
      entryOrders: 1,
      unchanged: 0,
      refusals: 3,
      refusedBy: { policy: 2, lifecycle: 1, venue: 0 },
    })
  })
})

test('on any run every wish was refused, or became an order, or was too small to add', () => {
  let wished = 0
  for (let seed = 1; seed <= 150; seed++) {
    const { tapes, sources, rules } = generatedCase(seed)
    const run = replay(tapes, sources(), rules, HOUR_MS)
    const { proposals, refusedBy, unchanged, entryOrders } = decisionsOf(run)
    const before = REFUSERS.reduce((sum, name) => sum + (name === 'venue' ? 0 : refusedBy[name]), 0)
    expect(before + unchanged + entryOrders, `seed ${seed}`).toBe(proposals)
    expect(unchanged, `seed ${seed}`).toBeGreaterThanOrEqual(0)
    const filled = [...run.simulation.log.fills].filter(({ reason }) => reason === 'entry').length
    expect(filled, `seed ${seed}`).toBeLessThanOrEqual(entryOrders)
    wished += proposals
  }
  expect(wished).toBeGreaterThan(1_000)
})
