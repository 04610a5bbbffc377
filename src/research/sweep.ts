import { resolveParams } from '../authoring/params.ts'
import { StrategySource } from '../authoring/source.ts'
import type { Strategy } from '../authoring/strategy.ts'
import { TIMEFRAME_MS } from '../core/time.ts'
import { checkRules } from '../engine/check-rules.ts'
import { replay } from '../engine/replay.ts'
import type { TradingRules } from '../engine/rules.ts'
import { scanInto } from '../engine/scan.ts'
import { RunLog, type Simulation } from '../engine/simulation.ts'
import type { Tape } from '../engine/tape.ts'
import { ColumnCache } from '../features/column-cache.ts'
import { featureInputs } from '../features/inputs.ts'
import type { MarketData } from '../market/market-data.ts'
import { dailyReturns } from '../stats/daily-returns.ts'
import { equityProfile } from '../stats/equity-profile.ts'
import { sharpe } from '../stats/sharpe.ts'
import { tapesOf } from './tapes.ts'

/** Figures of one parameter set; NaN where a figure is not defined. */
export const SWEEP_FIGURES = ['totalReturn', 'sharpe', 'maxDrawdown', 'trades', 'winRate', 'fees'] as const
export type SweepFigure = (typeof SWEEP_FIGURES)[number]
export type SweepRow = Readonly<Record<SweepFigure, number>>

export type ParamSet = Readonly<Record<string, number>>

export interface SweepOptions {
  readonly data: MarketData
  readonly strategy: Strategy
  readonly rules: TradingRules
  /** Feature columns kept per instrument (default 64). */
  readonly cachedColumns?: number
}

/** Evaluates many parameter sets of one strategy over the same data, with the engine of every other run. */
export class Sweep {
  private readonly strategy: Strategy
  private readonly rules: TradingRules
  private readonly intervalMs: number
  private readonly tapes: readonly Tape[]
  private readonly caches: readonly ColumnCache[]
  private readonly times: Float64Array
  private readonly equity: Float64Array
  private readonly log = new RunLog()

  constructor({ data, strategy, rules, cachedColumns = 64 }: SweepOptions) {
    checkRules(rules)
    this.strategy = strategy
    this.rules = rules
    this.intervalMs = TIMEFRAME_MS[data.timeframe]
    this.tapes = tapesOf(data, rules)
    this.caches = data.instruments.map((_, k) => new ColumnCache(featureInputs(data, k), cachedColumns))
    this.times = this.tapes[0]!.bars.times.map((time) => time + this.intervalMs)
    this.equity = new Float64Array(this.tapes.length === 1 ? this.times.length : 0)
  }

  evaluate(given: ParamSet): SweepRow {
    const params = resolveParams(this.strategy.name, this.strategy.params, given)
    const sources = this.caches.map((cache) => StrategySource.sharing(this.strategy, params, cache))
    if (this.tapes.length === 1) {
      this.log.clear()
      const tape = this.tapes[0]!
      const simulation = scanInto(this.equity, tape, sources[0]!, this.rules, this.intervalMs, this.log)
      return this.figuresOf(simulation, this.times, this.equity)
    }
    const run = replay(this.tapes, sources, this.rules, this.intervalMs)
    return this.figuresOf(run.simulation, run.times, run.equity)
  }

  private figuresOf({ state, log }: Simulation, times: Float64Array, equity: Float64Array): SweepRow {
    const { initial, fees } = state.account
    const profile = equityProfile(times, equity, initial, times[0]! - this.intervalMs)
    const { length: count, wins } = log.trades
    return {
      totalReturn: profile.final / initial - 1,
      sharpe: sharpe(dailyReturns(profile.dailyEquity, initial)) ?? Number.NaN,
      maxDrawdown: profile.drawdown.share,
      trades: count,
      winRate: count === 0 ? Number.NaN : wins / count,
      fees,
    }
  }
}

/** Every combination of the values given per parameter, the last parameter running fastest. */
export function gridOfParams(values: Readonly<Record<string, readonly number[]>>): ParamSet[] {
  return Object.entries(values).reduce<ParamSet[]>(
    (sets, [name, choices]) => sets.flatMap((set) => choices.map((value) => ({ ...set, [name]: value }))),
    [{}],
  )
}
