import { StrategySource } from '../../authoring/source.ts'
import type { Strategy } from '../../authoring/strategy.ts'
import { TIMEFRAME_MS } from '../../core/time.ts'
import type { DecisionSource } from '../../engine/instant.ts'
import { type Run, replay } from '../../engine/replay.ts'
import type { TradingRules } from '../../engine/rules.ts'
import type { Tape } from '../../engine/tape.ts'
import { Timeline } from '../../engine/timeline.ts'
import { featureInputs } from '../../features/inputs.ts'
import type { Action, Decision } from '../../market/decision.ts'
import type { MarketData } from '../../market/market-data.ts'
import { tapesOf } from '../tapes.ts'

/** What is certified: a strategy with its parameters, and the rules that it is run under. */
export interface Subject {
  /** The strategy as it is before its first run: whatever its file remembers between runs is forgotten. */
  readonly fresh: () => Strategy
  readonly params: Readonly<Record<string, number>>
  readonly rules: TradingRules
}

/** What was decided, as columns; NaN = not said. */
export const DECISION_FIELDS = [
  'action',
  'confidence',
  'exposure',
  'edgeBps',
  'votesInFavour',
  'voters',
] as const

/** All that one instrument's rows gave. */
export interface InstrumentTrace {
  /** One column per feature of the strategy. */
  readonly features: readonly Float64Array[]
  /** One column per `DECISION_FIELDS`. */
  readonly decisions: readonly Float64Array[]
}

/** All that a run of the subject gave, row by row. */
export interface Trace {
  readonly features: readonly string[]
  readonly instruments: readonly InstrumentTrace[]
  /** Absent where the engine was left out. */
  readonly run?: Run
}

export interface TraceOptions {
  /** Rows of features computed at once; 1 = as they come live. */
  readonly blockRows?: number
  readonly isEngineRun?: boolean
}

const BLOCK_ROWS = 4096

/** Runs the subject over a dataset and keeps every feature and every decision. */
export function traceOf(subject: Subject, data: MarketData, options: TraceOptions = {}): Trace {
  const { blockRows = BLOCK_ROWS, isEngineRun = true } = options
  const strategy = subject.fresh()
  const intervalMs = TIMEFRAME_MS[data.timeframe]
  const sources = data.instruments.map(({ bars: { times } }, k) => {
    const capacity = Math.max(1, Math.min(blockRows, times.length))
    const inputs = featureInputs(data, k)
    const source = StrategySource.streaming(strategy, subject.params, inputs, capacity)
    return new RecordingSource(source, times.length)
  })
  const traces = { features: sources[0]!.names, instruments: sources }
  if (isEngineRun)
    return { ...traces, run: replay(tapesOf(data, subject.rules), sources, subject.rules, intervalMs) }
  decideAll(data, sources)
  return traces
}

/** Asks for every decision in the order in which the engine would. */
function decideAll(data: MarketData, sources: readonly DecisionSource[]): void {
  const tapes = data.instruments.map(({ bars }) => ({ bars }) as Tape)
  const timeline = new Timeline(tapes)
  while (timeline.advance())
    for (let m = 0; m < timeline.count; m++) {
      const member = timeline.members[m]!
      sources[member]!.decide(timeline.rows[member]!)
    }
}

/** By their code in a trace. */
export const TRACED_ACTIONS: readonly Action[] = ['hold', 'buy', 'sell', 'close', 'closeLong', 'closeShort']

/** Hands a strategy's decisions on and keeps them, with the features behind them. */
class RecordingSource implements DecisionSource, InstrumentTrace {
  readonly names: readonly string[]
  readonly features: readonly Float64Array[]
  readonly decisions: readonly Float64Array[]
  private readonly source: StrategySource

  constructor(source: StrategySource, rows: number) {
    this.source = source
    this.names = source.features
    this.features = source.features.map(() => new Float64Array(rows))
    this.decisions = DECISION_FIELDS.map(() => new Float64Array(rows))
  }

  decide(row: number): Decision {
    const decision = this.source.decide(row)
    for (let k = 0; k < this.features.length; k++) this.features[k]![row] = this.source.value(k, row)
    const [action, confidence, exposure, edgeBps, inFavour, voters] = this.decisions
    action![row] = TRACED_ACTIONS.indexOf(decision.action)
    confidence![row] = decision.confidence
    exposure![row] = decision.exposure ?? Number.NaN
    edgeBps![row] = decision.edgeBps ?? Number.NaN
    inFavour![row] = decision.votes?.inFavour ?? Number.NaN
    voters![row] = decision.votes?.voters ?? Number.NaN
    return decision
  }
}
