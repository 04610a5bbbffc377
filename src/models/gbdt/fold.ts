import { QtError } from '../../core/error.ts'
import { type FeatureColumn, rowsOf, type TrainingSet } from './feature-matrix.ts'
import type { LightgbmBins } from './lightgbm/bins/bins.ts'
import type { LightgbmOptions } from './lightgbm/params.ts'
import { type LightgbmFit, trainLightgbm } from './lightgbm/train.ts'
import { createPredictor } from './prediction/predictor.ts'
import type { Predictions } from './prediction/sums.ts'
import { checkRowList } from './training/rows.ts'
import type { XgboostBins } from './xgboost/bins/bins.ts'
import type { XgboostOptions } from './xgboost/params.ts'
import { trainXgboost, type XgboostFit } from './xgboost/train.ts'

/** Rows of one fold, in any order; one named twice counts twice. */
interface FoldRows {
  /** Rows that the model is fitted to. */
  readonly train: Uint32Array
  /** Rows that are measured during the fit. */
  readonly evaluation?: Uint32Array
  /** Rows to be predicted with the finished model. */
  readonly predict?: Uint32Array
  /** Stop when the last metric on the evaluation rows has not improved for so many rounds. */
  readonly earlyStoppingRounds?: number
}

/** One model to be fitted on one fold of a data set. */
export type FoldTask =
  | ({ readonly library: 'xgboost'; readonly params: XgboostOptions } & FoldRows)
  | ({ readonly library: 'lightgbm'; readonly params: LightgbmOptions } & FoldRows)

export type FoldFit = (XgboostFit | LightgbmFit) & {
  /** Of the task's rows `predict`, in their order. [rows × classes] */
  readonly predictions?: Predictions
}

/** Bins of the whole data set, made once; without them each fold is binned by its own training rows. */
export interface SharedBins {
  readonly xgboost?: XgboostBins
  readonly lightgbm?: LightgbmBins
}

/**
 * Fits one model on one fold. After early stopping the rounds behind the best one are dropped, so that predictions
 * and the model agree.
 *
 * Bins made from the whole data set save time, but their edges know the distribution of rows that come later: a
 * fold without them is binned by its training rows alone, and its model is the official one, trained on those rows.
 *
 * @throws QtError `usage` for rows that the set does not have, and for what the trainer refuses
 */
export function fitFold(set: TrainingSet, task: FoldTask, shared: SharedBins = {}): FoldFit {
  checkTask(set, task)
  const fit = task.library === 'xgboost' ? fitXgboost(set, task, shared) : fitLightgbm(set, task, shared)
  if (!task.predict) return fit
  const predictions = createPredictor(fit.model).predict(rowsOfSet(set, task.predict))
  return { ...fit, predictions }
}

function checkTask(set: TrainingSet, { library, train, evaluation, predict }: FoldTask): void {
  if (library !== 'xgboost' && library !== 'lightgbm') {
    throw new QtError('usage', `library of a fold: ${library}`, 'allowed: xgboost, lightgbm')
  }
  const count = rowsOf(set)
  checkRowList(train, count, 'rows to train on')
  if (evaluation) checkRowList(evaluation, count, 'rows to evaluate on')
  if (predict && predict.length > 0) checkRowList(predict, count, 'rows to predict')
}

function fitXgboost(
  set: TrainingSet,
  task: FoldTask & { library: 'xgboost' },
  shared: SharedBins,
): XgboostFit {
  const { train, params } = task
  const { xgboost: bins } = shared
  if (bins) return trainXgboost(set, params, { bins, rows: train, ...measuredOn(set, task) })
  return trainXgboost(rowsOfSet(set, train), params, measuredOn(set, task))
}

function fitLightgbm(
  set: TrainingSet,
  task: FoldTask & { library: 'lightgbm' },
  shared: SharedBins,
): LightgbmFit {
  const { train, params } = task
  const { lightgbm: bins } = shared
  if (bins) return trainLightgbm(set, params, { bins, rows: train, ...measuredOn(set, task) })
  return trainLightgbm(rowsOfSet(set, train), params, measuredOn(set, task))
}

function measuredOn(set: TrainingSet, { evaluation, earlyStoppingRounds }: FoldTask) {
  return {
    evaluation: evaluation ? [{ name: 'evaluation', ...rowsOfSet(set, evaluation) }] : [],
    ...(earlyStoppingRounds === undefined ? {} : { earlyStoppingRounds, saveBest: true }),
  }
}

/** The named rows of a data set, copied. */
export function rowsOfSet(set: TrainingSet, rows: Uint32Array): TrainingSet {
  const { labels, weights } = set
  rowsOf(set)
  return {
    ...set,
    columns: set.columns.map((column) => rowsOfColumn(column, rows)),
    labels: Float32Array.from(rows, (row) => labels[row]!),
    ...(weights ? { weights: Float32Array.from(rows, (row) => weights[row]!) } : {}),
  }
}

function rowsOfColumn(column: FeatureColumn, rows: Uint32Array): FeatureColumn {
  const taken = column instanceof Float32Array ? new Float32Array(rows.length) : new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) taken[i] = column[rows[i]!]!
  return taken
}
