import { StrategySource } from '../authoring/source.ts'
import type { Strategy } from '../authoring/strategy.ts'
import { QtError } from '../core/error.ts'
import { canonicalJson, Digest } from '../core/hash.ts'
import { TIMEFRAME_MS } from '../core/time.ts'
import { ENGINE_VERSION } from '../core/version.ts'
import { checkRules } from '../engine/check-rules.ts'
import { type Run, replay } from '../engine/replay.ts'
import type { TradingRules } from '../engine/rules.ts'
import { scan } from '../engine/scan.ts'
import { isMarkCoarser, type Tape } from '../engine/tape.ts'
import { featureInputs } from '../features/inputs.ts'
import type { MarketData } from '../market/market-data.ts'
import type { Fill } from '../market/records.ts'
import type { BacktestResult } from './result.ts'
import { tapesOf } from './tapes.ts'

export interface BacktestOptions {
  readonly data: MarketData
  readonly strategy: Strategy
  /** Complete: every parameter of the strategy has its value. */
  readonly params: Readonly<Record<string, number>>
  readonly rules: TradingRules
  /** Name of what the rules started from, for the reader; the rules themselves are in the run hash. */
  readonly profile?: string
  /** Of whatever draws random numbers; part of the run hash. */
  readonly seed: number
  /** Hash of the code that runs; part of the run hash. */
  readonly codeHash: string
  /** `scan` leaps over quiet bars; `replay` sends every bar through the engine. Same trades, same equity. */
  readonly driver?: 'scan' | 'replay'
}

/** Runs one strategy over one dataset: features → decisions → engine → what it leaves behind. */
export function runBacktest(options: BacktestOptions): BacktestResult {
  const { data, strategy, params, rules } = options
  checkRules(rules)
  if (data.instruments.every(({ bars }) => bars.times.length === 0)) {
    throw new QtError('data', `dataset ${data.name} has no bars to trade`)
  }
  const intervalMs = TIMEFRAME_MS[data.timeframe]
  // Bar by bar the features are fed as they are live: one row at a time.
  const [drive, blockRows] = options.driver === 'replay' ? [replay, 1] : [scan, undefined]
  const tapes = tapesOf(data, rules)
  const sources = data.instruments.map((_, k) =>
    StrategySource.streaming(strategy, params, featureInputs(data, k), blockRows),
  )
  const run = drive(tapes, sources, rules, intervalMs)
  const notes = [...notesOf(data), ...finerNotes(data, tapes, run), ...unknownNotes(data, sources)]
  return resultOf(options, tapes, run, notes)
}

/** hash(dataset, code, configuration, seed, engine version): the same hash, the same bytes of metrics. */
export function runHashOf(options: BacktestOptions): string {
  const { data, strategy, params, rules, seed, codeHash } = options
  const selection = data.instruments.map(({ instrument, bars, finer }) => {
    return [instrument.id, ...rangeOf(bars.times), ...(finer ? rangeOf(finer.times) : [])]
  })
  const configuration = canonicalJson({ strategy: strategy.name, params, rules, selection })
  return new Digest()
    .text(data.hash)
    .text(codeHash)
    .text(configuration)
    .text(String(seed))
    .text(ENGINE_VERSION)
    .hex()
}

/** What a selection leaves of a series. */
function rangeOf(times: Float64Array): unknown[] {
  return [times.length, times[0], times[times.length - 1]]
}

function resultOf(
  options: BacktestOptions,
  tapes: readonly Tape[],
  run: Run,
  notes: readonly string[],
): BacktestResult {
  const { data, strategy, params, rules, seed } = options
  const { state, venue, log } = run.simulation
  const { account } = state
  return {
    runHash: runHashOf(options),
    engineVersion: ENGINE_VERSION,
    seed,
    dataset: datasetOf(data),
    strategy: { name: strategy.name, params },
    config: { ...rules },
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    instruments: account.instruments,
    marks: tapes.map((tape) => tape.mark),
    initialEquity: account.initial,
    times: run.times,
    equity: run.equity,
    fills: log.fills,
    trades: log.trades,
    fundingPayments: log.fundingPayments,
    refusals: log.refusals,
    governorChanges: log.governorChanges,
    openPositions: state.trades.openPositions(account.positions),
    account: {
      realised: account.realised,
      unrealised: account.unrealised,
      fees: account.fees,
      funding: account.funding,
    },
    counts: {
      proposals: state.proposals,
      entryOrders: state.entryOrders,
      repairs: state.repairs,
      unknownFunding: state.unknownFunding,
      ...venue.counts,
      fillsWithoutVolume: countFillsWithoutVolume(log.fills, tapes),
    },
    notes,
  }
}

function datasetOf({ name, hash, isSynthetic, timeframe, finerTimeframe }: MarketData) {
  return { name, hash, isSynthetic, timeframe, ...(finerTimeframe ? { finerTimeframe } : {}) }
}

/** Fills in bars in which nothing was traded: a frozen or delisted market would not have given them. */
function countFillsWithoutVolume(fills: Iterable<Fill>, tapes: readonly Tape[]): number {
  const rows = tapes.map(() => 0)
  let count = 0
  for (const { instrument, time } of fills) {
    const { times, volumes } = tapes[instrument]!.bars
    let row = rows[instrument]!
    while (row + 1 < times.length && times[row + 1]! <= time) row++
    rows[instrument] = row
    if (volumes[row] === 0) count++
  }
  return count
}

/** What the finer bars were good for. */
function finerNotes(data: MarketData, tapes: readonly Tape[], run: Run): string[] {
  const { finerTimeframe, timeframe } = data
  if (!finerTimeframe) return []
  const { finerWalks, settledExits } = run.simulation.venue.counts
  const unusable = tapes.reduce((sum, { finer }) => sum + (finer ? finer.unusable : 0), 0)
  const walked = `${finerWalks} of the ${timeframe} bars were walked along their ${finerTimeframe} bars, which settled ${settledExits} ${settledExits === 1 ? 'exit' : 'exits'}.`
  if (unusable === 0) return [walked]
  return [
    walked,
    `${unusable} of the ${timeframe} bars could not be walked: their ${finerTimeframe} bars are incomplete or of other prices.`,
  ]
}

function unknownNotes(data: MarketData, sources: readonly StrategySource[]): string[] {
  return sources.flatMap((source, k) => {
    const names = source.unknownFeatures
    if (names.length === 0) return []
    const { id } = data.instruments[k]!.instrument
    return `${id} was never decided on: ${names.join(', ')} unknown on every bar (a source is absent, or the history is too short).`
  })
}

function notesOf(data: MarketData): string[] {
  const notes: string[] = []
  if (data.omitted && data.omitted.length > 0) {
    notes.push(`No bars in the selected time, left out: ${data.omitted.join(', ')}.`)
  }
  if (data.isSynthetic)
    notes.push('The data are synthetic: generated, not traded. No figure here says anything about a market.')
  const unfunded = data.instruments.filter((own) => !own.funding).map((own) => own.instrument.id)
  if (unfunded.length > 0)
    notes.push(`No funding series for ${unfunded.join(', ')}: positions there paid no funding.`)
  const intervalMs = TIMEFRAME_MS[data.timeframe]
  const coarse = data.instruments
    .filter((own) => isMarkCoarser(own, intervalMs))
    .map((own) => own.instrument.id)
  if (coarse.length > 0) {
    notes.push(
      `The mark series of ${coarse.join(', ')} has longer intervals than the bars: it serves for funding; valuation and liquidation use the last price.`,
    )
  }
  return notes
}
