import { Digest } from '../../src/core/hash.ts'
import type { Run } from '../../src/engine/replay.ts'

/** sha256 over every fill, payment, refusal, trade and equity value of a run. */
export function runHash({ simulation, times, equity }: Run): string {
  const { fills, fundingPayments, trades, refusals, governorChanges } = simulation.log
  const { unknownFunding, proposals, repairs } = simulation.state
  const digest = new Digest().array(times).array(equity)
  for (const records of [fills, fundingPayments, trades, refusals, governorChanges])
    digest.text(JSON.stringify([...records]))
  return digest
    .text(JSON.stringify(simulation.venue.counts))
    .text(`${unknownFunding} ${proposals} ${repairs}`)
    .hex()
}
