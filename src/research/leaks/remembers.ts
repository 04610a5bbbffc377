import type { MarketData } from '../../market/market-data.ts'
import { compareTraces } from './compare.ts'
import { Evidence } from './evidence.ts'
import { type Subject, type Trace, traceOf } from './trace.ts'
import { instantsOf, knownBars, truncatedWorld } from './worlds.ts'

/**
 * Whether a run of the strategy leaves something behind that changes the next: after one over the first half of
 * the data it says something else of the whole than when it is fresh. Then each run needs it loaded anew.
 */
export function remembersRuns(subject: Subject, data: MarketData): boolean {
  const instants = instantsOf(data)
  const used = subject.fresh()
  const half = truncatedWorld(data, instants[instants.length >> 1]!)
  const trace = (market: MarketData, fresh = () => used) =>
    attempt(() => traceOf({ ...subject, fresh }, market, { isEngineRun: false }))
  if (half) trace(half.data)
  const [again, first] = [trace(data), trace(data, subject.fresh)]
  if (!again || !first) return true
  const evidence = new Evidence()
  const time = instants[instants.length - 1]!
  const timesOf = (instrument: number) => data.instruments[instrument]!.bars.times
  compareTraces(evidence, first, again, { method: 'streaming', known: knownBars(data, time), time, timesOf })
  return !evidence.isEmpty
}

function attempt(run: () => Trace): Trace | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
