import { canonicalJson } from '../../core/hash.ts'
import { formatTime } from '../../core/time.ts'
import { decisionMetrics } from '../../research/decision-metrics.ts'
import type { BacktestResult } from '../../research/result.ts'

/** What the run was and how its books stand at the end: enough to repeat it. JSON, keys sorted. */
export function runDocument(result: BacktestResult): string {
  const { times, instruments } = result
  const name = (index: number) => instruments[index]!.id
  const document = {
    runHash: result.runHash,
    engineVersion: result.engineVersion,
    seed: result.seed,
    dataset: result.dataset,
    strategy: result.strategy,
    profile: result.profile ?? null,
    config: result.config,
    instruments: instruments.map((instrument) => instrument.id),
    bars: times.length,
    firstBarEnd: formatTime(times[0]!),
    lastBarEnd: formatTime(times.at(-1)!),
    initialEquity: result.initialEquity,
    finalEquity: result.equity.at(-1)!,
    account: result.account,
    counts: result.counts,
    decisions: decisionMetrics(result),
    governorChanges: result.governorChanges.map((change) => ({ ...change, time: formatTime(change.time) })),
    openPositions: result.openPositions.map((position) => ({
      ...position,
      instrument: name(position.instrument),
      side: position.side > 0 ? 'long' : 'short',
      openTime: formatTime(position.openTime),
    })),
    notes: result.notes,
  }
  return `${JSON.stringify(JSON.parse(canonicalJson(document)), null, 2)}\n`
}
