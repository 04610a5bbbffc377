import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/engine/replay.ts'
import { scan } from '../../src/engine/scan.ts'
import { harshCase } from '../support/harsh-run.ts'
import { runHash } from '../support/run-hash.ts'

describe('the two drivers on harsh runs', () => {
  it('trade the same, bit for bit, whatever the clock, the prices and the account, and no number is none', () => {
    let fills = 0
    let governorChanges = 0
    let ruined = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const harsh = harshCase(seed)
        const event = replay(harsh.tapes, harsh.sources(), harsh.rules, harsh.intervalMs)
        const vectorised = scan(harsh.tapes, harsh.sources(), harsh.rules, harsh.intervalMs)
        expect(runHash(vectorised)).toBe(runHash(event))
        expect(event.equity.every(Number.isFinite)).toBe(true)
        for (const { price, lots } of event.simulation.log.fills) {
          expect(Number.isFinite(price) && Number.isInteger(lots) && lots > 0).toBe(true)
          fills++
        }
        governorChanges += event.simulation.log.governorChanges.length
        ruined += Number(event.equity.some((equity) => equity < 0))
      }),
      { numRuns: 1500, seed: 20260505 },
    )
    expect(fills).toBeGreaterThan(5000)
    expect(governorChanges).toBeGreaterThan(300)
    expect(ruined).toBeGreaterThan(10)
  })
})
