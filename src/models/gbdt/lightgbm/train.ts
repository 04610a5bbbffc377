import { QtError } from '../../../core/error.ts'
import type { EvaluationSet, TrainingSet } from '../feature-matrix.ts'
import { ALONE, type Crew } from '../kernel/crew.ts'
import { binAlike, binForLightgbm, type LightgbmBins } from './bins/bins.ts'
import { EarlyStopping, type Measurement } from './evaluation/early-stopping.ts'
import { makeWatchers, measureAll } from './evaluation/watchers.ts'
import { Fit } from './fit.ts'
import { describeModel } from './fitted-model.ts'
import type { LightgbmModel } from './model.ts'
import { makeObjective } from './objective/objectives.ts'
import { targetsOf } from './objective/targets.ts'
import { type LightgbmOptions, type LightgbmParams, resolveLightgbmParams } from './params.ts'

/** How a fit is run; none of it changes what a round does. */
export interface TrainOptions {
  /** Sets that are measured every round. The training set itself may be among them. */
  readonly evaluation?: readonly EvaluationSet[] | undefined
  /** Stop when a metric has not improved for so many rounds. */
  readonly earlyStoppingRounds?: number | undefined
  /** An improvement is larger than this. */
  readonly minDelta?: number | undefined
  /** Drop the trees after the best round, as the official library does. Default true. */
  readonly saveBest?: boolean | undefined
  readonly crew?: Crew | undefined
  /** Bins made before, of the same data set. */
  readonly bins?: LightgbmBins | undefined
  /** Rows to train on, ascending; absent: all. Bins are the whole data set's. */
  readonly rows?: Uint32Array | undefined
  readonly onRound?: ((round: number, measurements: readonly Measurement[]) => void) | undefined
}

/** By set, by metric: its value after each round. */
export type History = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>

export interface LightgbmFit {
  readonly model: LightgbmModel
  readonly history: History
  /** From 0; with early stopping only. */
  readonly bestIteration?: number
}

/**
 * Fits a LightGBM model, tree for tree the official library's (one thread, `deterministic`).
 *
 * @throws QtError on data, labels or parameters that cannot be used
 */
export function trainLightgbm(
  set: TrainingSet,
  asked: LightgbmOptions = {},
  options: TrainOptions = {},
): LightgbmFit {
  const params = resolveLightgbmParams(asked)
  const targets = targetsOf(set, options.rows)
  const bins = options.bins ?? binForLightgbm(set, params)
  checkBins(set, bins)
  const objective = makeObjective(params, targets)
  const fit = new Fit(params, objective, { bins, rows: options.rows, targets }, options.crew ?? ALONE)
  const watchers = makeWatchers(fit, set, targets, params, options, (other) => binAlike(other, bins))
  const stopping = makeStopping(params, options)
  const rounds: (readonly Measurement[])[] = []
  let bestIteration: number | undefined
  let canGrow = true
  for (let round = 0; round < params.rounds && bestIteration === undefined; round++) {
    // A first round without splits still sets the scores.
    if (canGrow) canGrow = fit.boost() || round === 0 || isRandom(params)
    const measurements = measureAll(fit, watchers, params)
    rounds.push(measurements)
    options.onRound?.(round, measurements)
    bestIteration = stopping?.observe(round, measurements, round === params.rounds - 1)
  }
  const kept =
    options.saveBest !== false && bestIteration !== undefined
      ? (bestIteration + 1) * objective.classes
      : undefined
  const model = describeModel(set, params, objective, bins, fit.trees.slice(0, kept))
  return { model, history: historyOf(rounds), ...(bestIteration !== undefined && { bestIteration }) }
}

function checkBins(set: TrainingSet, { mappers, matrix }: LightgbmBins): void {
  const rows = set.columns[0]!.length
  if (mappers.length === set.columns.length && matrix.rows === rows) return
  const theirs = `${matrix.rows} rows of ${mappers.length} features`
  throw new QtError('usage', `bins of another data set: ${theirs}, not ${rows} of ${set.columns.length}`)
}

function makeStopping(params: LightgbmParams, options: TrainOptions): EarlyStopping | undefined {
  const { earlyStoppingRounds: rounds = 0, minDelta = 0 } = options
  if (!Number.isInteger(rounds) || rounds < 0) {
    throw new QtError('usage', `earlyStoppingRounds: ${rounds}`, 'allowed: a whole number ≥ 0')
  }
  if (!(minDelta >= 0)) throw new QtError('usage', `minDelta: ${minDelta}`, 'allowed: a number ≥ 0')
  if (rounds === 0) return undefined
  if (!options.evaluation?.length) {
    throw new QtError(
      'usage',
      'early stopping without an evaluation set',
      'give at least one in `evaluation`',
    )
  }
  return new EarlyStopping({ rounds, minDelta, firstMetricOnly: params.firstMetricOnly })
}

/** Whether another try can find splits where one found none. */
function isRandom(params: LightgbmParams): boolean {
  const samplesRows =
    params.dataSampleStrategy === 'goss' || (params.baggingFreq > 0 && params.baggingFraction < 1)
  return samplesRows || params.featureFraction < 1 || params.featureFractionByNode < 1
}

/** Measurements of all rounds, sorted by set and metric. */
function historyOf(rounds: readonly (readonly Measurement[])[]): History {
  const bySet = Map.groupBy(rounds.flat(), ({ set }) => set)
  return Object.fromEntries([...bySet].map(([set, own]) => [set, seriesOf(own)]))
}

function seriesOf(measurements: readonly Measurement[]): Record<string, number[]> {
  const byMetric = Map.groupBy(measurements, ({ metric }) => metric)
  return Object.fromEntries([...byMetric].map(([metric, own]) => [metric, own.map(({ value }) => value)]))
}
