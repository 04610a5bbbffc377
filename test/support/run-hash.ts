import { Digest } from '../../src/core/hash.ts'
import type { Run } from '../../src/engine/replay.ts'

/** sha256 over every fill, payment, refusal, trade and equity value of a run. */
export function runHash({ simulation, times, equity }: Run): string {
  const { fills, fundingPayments, trades, refusals } = simulation.log
  const digest = new Digest().array(times).array(equity)
  for (const records of [fills, fundingPayments, trades, refusals]) digest.text(JSON.stringify([...records]))
  return digest
    .text(String(simulation.venue.ambiguousExits))
    .text(String(simulation.state.unknownFunding))
    .hex()
}
