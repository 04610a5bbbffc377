import type { Strategy } from '../../authoring/strategy.ts'
import { QtError } from '../../core/error.ts'
import { checkRules } from '../../engine/check-rules.ts'
import type { TradingRules } from '../../engine/rules.ts'
import type { MarketData } from '../../market/market-data.ts'
import type { Coverage, Finding, LeakCertificate } from './certificate.ts'
import { checkColumns } from './check-all-columns.ts'
import { checkSlices, checkWhole } from './check-runs.ts'
import { compareTraces } from './compare.ts'
import { Evidence } from './evidence.ts'
import { findingsOf, restartFindings, silentFinding, unrepeatableFindings } from './findings.ts'
import { restartFaults } from './restart.ts'
import { type Subject, type Trace, traceOf } from './trace.ts'
import { instantsOf } from './worlds.ts'

export interface LeakOptions {
  readonly data: MarketData
  readonly strategy: Strategy
  /** Complete: every parameter of the strategy has its value. */
  readonly params: Readonly<Record<string, number>>
  readonly rules: TradingRules
  /** The strategy loaded anew, for one that remembers something between runs; absent = it does not. */
  readonly fresh?: () => Strategy
  /**
   * A watch, milliseconds. With it columns that are quick to compute are cut more often: 4 to 256 times their
   * whole length, in steps of 4, so that the same machine makes the same certificate; absent = 8.
   */
  readonly clock?: () => number
}

/**
 * Histories are cut after every bar up to this many bars that must be run for it, cuts times bars: 1 000 bars of
 * two instruments, say, or 500 of eight.
 */
export const EVERY_BAR_UP_TO = 2_000_000

/**
 * Proves that a strategy does not look ahead, or shows where it does.
 *
 *   1. Fed bar by bar, as live, it must say what it says over the whole history: every bar, every streaming
 *      feature, every decision, fill and value of the account.
 *   2. Columns that are computed over a whole history at once are cut off and given other futures, one by one.
 *   3. So are whole runs, with all series of all instruments at once: what takes a way around is found there.
 *   4. Snapshots must restore what they were taken of.
 *
 * Then it is measured how far ahead what was found looks. The same input gives the same certificate; a clock may
 * change how many cuts it rests on.
 */
export function leakCertificate(options: LeakOptions): LeakCertificate {
  const { data, strategy, params, rules } = options
  checkRules(rules)
  const subject: Subject = { fresh: options.fresh ?? (() => strategy), params, rules }
  const instants = instantsOf(data)
  if (instants.length === 0) throw new QtError('data', `dataset ${data.name} has no bars to check`)
  const isEveryBar = instants.length * sizeOf(data).bars <= EVERY_BAR_UP_TO
  const evidence = new Evidence()

  const live = traceOf(subject, data, { blockRows: 1 })
  const started = options.clock?.()
  const honest = traceOf(subject, data)
  const runMs = options.clock && options.clock() - started!
  compareTraces(evidence, honest, live, everyRow(data, instants))
  const columns = checkColumns(evidence, subject, data, isEveryBar, { ...options, runMs })
  const wholeCuts = checkWhole(evidence, subject, data, honest, instants, isEveryBar)
  const hasColumns = columns.count > 0
  const sliceCuts = hasColumns && !isEveryBar ? checkSlices(evidence, subject, data, honest, instants) : 0

  const coverage = {
    ...sizeOf(data),
    isEveryBar,
    wholeCuts,
    sliceCuts,
    columns: columns.count,
    columnCuts: columns.cuts,
  }
  const isSilent = wholeCuts === 0 && instants.length > 1
  const seen = evidence.isEmpty ? [] : explained(evidence, subject, data, honest, instants)
  const restarted = restartFindings(data, restartFaults(subject, data, honest))
  const findings = [
    ...seen,
    ...restarted.filter(({ name }) => !seen.some((finding) => finding.name === name)),
    ...(isSilent ? [silentFinding(data)] : []),
  ]
  return certificateOf(options, coverage, findings)
}

/** What runs on identical data leave must be the same; only then a difference is the future's doing. */
function explained(
  evidence: Evidence,
  subject: Subject,
  data: MarketData,
  honest: Trace,
  instants: readonly number[],
): Finding[] {
  const repeated = new Evidence()
  compareTraces(repeated, honest, traceOf(subject, data), everyRow(data, instants))
  return repeated.isEmpty ? findingsOf(evidence, subject, data) : unrepeatableFindings(repeated, data)
}

function everyRow(data: MarketData, instants: readonly number[]) {
  return {
    method: 'streaming',
    known: data.instruments.map(({ bars }) => bars.times.length),
    time: instants[instants.length - 1]!,
    timesOf: (instrument: number) => data.instruments[instrument]!.bars.times,
  } as const
}

function sizeOf(data: MarketData): Pick<Coverage, 'instruments' | 'bars' | 'streamedBars'> {
  const bars = data.instruments.reduce((sum, own) => sum + own.bars.times.length, 0)
  return { instruments: data.instruments.length, bars, streamedBars: bars }
}

function certificateOf(
  { data, strategy, params }: LeakOptions,
  coverage: Coverage,
  findings: readonly Finding[],
): LeakCertificate {
  const { name, hash, isSynthetic, timeframe } = data
  return {
    isClean: findings.length === 0,
    strategy: strategy.name,
    params,
    dataset: { name, hash, isSynthetic, timeframe },
    coverage,
    findings,
  }
}
