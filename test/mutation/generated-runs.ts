/**
 * What test/parity asks of thousands of generated runs, asked of a few, each for itself: quick enough to be asked
 * again for every mutant. Collected for mutation testing only.
 */
import { expect, it } from 'vitest'
import { HOUR_MS } from '../../src/core/time.ts'
import { replay } from '../../src/engine/replay.ts'
import { scan } from '../../src/engine/scan.ts'
import { type Case, generatedCase, generatedFinerCase, layeredCase } from '../support/generated-run.ts'
import { harshCase } from '../support/harsh-run.ts'
import { runHash } from '../support/run-hash.ts'

const SEEDS = Array.from({ length: 12 }, (_, at) => 1000 + at)

/** The vectorised driver gives what the event driver gives, bit for bit. */
function expectParity({ tapes, rules, sources }: Case, intervalMs = HOUR_MS): void {
  const event = replay(tapes, sources(), rules, intervalMs)
  const vectorised = scan(tapes, sources(), rules, intervalMs)
  expect(runHash(vectorised)).toBe(runHash(event))
}

it.each(SEEDS)('a generated run, %i', (seed) => expectParity(generatedCase(seed)))
it.each(SEEDS)('a generated run with finer bars, %i', (seed) => expectParity(generatedFinerCase(seed)))
it.each(SEEDS)('a generated run with layers, %i', (seed) => expectParity(layeredCase(seed)))
it.each(SEEDS)('a harsh run, %i', (seed) => {
  const harsh = harshCase(seed)
  expectParity(harsh, harsh.intervalMs)
})
