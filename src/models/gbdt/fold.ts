import { type EvaluationSet, type FeatureColumn, rowsOf, type TrainingSet } from './feature-matrix.ts'
import { binForLightgbm, type LightgbmBins } from './lightgbm/bins/bins.ts'
import { type LightgbmOptions, resolveLightgbmParams } from './lightgbm/params.ts'
import { type LightgbmFit, trainLightgbm } from './lightgbm/train.ts'
import { createPredictor } from './prediction/predictor.ts'
import type { Predictions } from './prediction/sums.ts'
import { binForXgboost, type XgboostBins } from './xgboost/bins/bins.ts'
import { resolveXgboostParams, type XgboostParams } from './xgboost/params.ts'
import { trainXgboost, type XgboostFit } from './xgboost/train.ts'

/** Rows of one fold, each list ascending. */
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
  | ({ readonly library: 'xgboost'; readonly params: Partial<XgboostParams> } & FoldRows)
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
 * Fits one model on one fold.
 *
 * Bins made from the whole data set save time, but their edges know the distribution of rows that come later: a
 * fold without them is binned by its training rows alone, and its model is the official one, trained on those rows.
 */
export function fitFold(set: TrainingSet, task: FoldTask, shared: SharedBins = {}): FoldFit {
  const fit = task.library === 'xgboost' ? fitXgboost(set, task, shared) : fitLightgbm(set, task, shared)
  if (!task.predict) return fit
  const predictions = createPredictor(fit.model).predict(rowsOfSet(set, task.predict))
  return { ...fit, predictions }
}

function fitXgboost(
  set: TrainingSet,
  task: FoldTask & { library: 'xgboost' },
  shared: SharedBins,
): XgboostFit {
  const { maxBin } = resolveXgboostParams(task.params)
  const bins = shared.xgboost ?? binForXgboost(set, { maxBin, rows: task.train, ...weightsOf(set) })
  return trainXgboost(set, task.params, { bins, ...optionsOf(set, task) })
}

function fitLightgbm(
  set: TrainingSet,
  task: FoldTask & { library: 'lightgbm' },
  shared: SharedBins,
): LightgbmFit {
  const params = resolveLightgbmParams(task.params)
  const bins = shared.lightgbm ?? binForLightgbm(set, { ...params, rows: task.train })
  return trainLightgbm(set, task.params, { bins, ...optionsOf(set, task) })
}

function weightsOf({ weights }: TrainingSet) {
  return weights ? { weights } : {}
}

function optionsOf(set: TrainingSet, { train, evaluation, earlyStoppingRounds }: FoldTask) {
  const sets: EvaluationSet[] = evaluation ? [{ name: 'evaluation', ...rowsOfSet(set, evaluation) }] : []
  const stopping = earlyStoppingRounds === undefined ? {} : { earlyStoppingRounds }
  return { rows: train, evaluation: sets, ...stopping }
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
