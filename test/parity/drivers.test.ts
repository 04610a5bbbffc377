import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { replay } from '../../src/engine/replay.ts'
import { scan } from '../../src/engine/scan.ts'
import { type Case, generatedCase, generatedFinerCase } from '../support/generated-run.ts'
import { runHash } from '../support/run-hash.ts'

/** Money adds up (SPEC §7.7), from the records alone: nothing of the account's own sums is used. */
function expectMoneyAddsUp(run: ReturnType<typeof scan>, { rules }: Case): void {
  const { log, state } = run.simulation
  const fees = [...log.fills].reduce((sum, fill) => sum + fill.fee, 0)
  const funding = log.fundingPayments.reduce((sum, { payment }) => sum + payment, 0)
  const cash = [...log.fills].reduce((sum, { side, lots, price, instrument }) => {
    return sum - (side * lots * price) / state.account.grids[instrument]!.lotsPerUnit
  }, 0)
  const held = state.account.positions.reduce((sum, position) => sum + position.units * position.mark, 0)
  const expected = rules.initialEquity + cash + held - fees - funding
  const scale = Math.max(rules.initialEquity, ...[...log.fills].map(({ lots, price }) => lots * price * 1e-3))
  expect(Math.abs(run.equity.at(-1)! - expected)).toBeLessThan(1e-9 * scale)
  const { account } = state
  expect(account.wallet).toBeCloseTo(account.initial + account.realised - account.fees - account.funding, 9)
}

describe('the two drivers', () => {
  it('give the same fills and the same equity, bit for bit, on 1200 generated runs, and money adds up in each', () => {
    let fills = 0
    let liquidations = 0
    let ambiguous = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const generated = generatedCase(seed)
        const event = replay(generated.tapes, generated.sources(), generated.rules, HOUR_MS)
        const vectorised = scan(generated.tapes, generated.sources(), generated.rules, HOUR_MS)
        expect(runHash(vectorised)).toBe(runHash(event))
        expectMoneyAddsUp(event, generated)
        fills += event.simulation.log.fills.length
        liquidations += [...event.simulation.log.fills].filter((fill) => fill.reason === 'liquidation').length
        ambiguous += event.simulation.venue.ambiguousExits
      }),
      { numRuns: 1200, seed: 20260101 },
    )
    // The generator is worth nothing if little happens in its runs.
    expect(fills).toBeGreaterThan(20_000)
    expect(liquidations).toBeGreaterThan(100)
    expect(ambiguous).toBeGreaterThan(100)
  })

  it('and on 600 generated runs with finer bars', () => {
    const sums = { ambiguousExits: 0, settledExits: 0, finerWalks: 0 }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const generated = generatedFinerCase(seed)
        const event = replay(generated.tapes, generated.sources(), generated.rules, HOUR_MS)
        const vectorised = scan(generated.tapes, generated.sources(), generated.rules, HOUR_MS)
        expect(runHash(vectorised)).toBe(runHash(event))
        expectMoneyAddsUp(event, generated)
        const { counts } = event.simulation.venue
        for (const name of ['ambiguousExits', 'settledExits', 'finerWalks'] as const)
          sums[name] += counts[name]
        const times = [...event.simulation.log.fills].map(({ time }) => time)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
      }),
      { numRuns: 600, seed: 20260102 },
    )
    expect(sums.finerWalks).toBeGreaterThan(400)
    expect(sums.settledExits).toBeGreaterThan(100)
    expect(sums.ambiguousExits).toBeGreaterThan(100)
  })
})
