import { QtError } from '../../../core/error.ts'
import { type EvaluationSet, type FeatureColumn, rowsOf, type TrainingSet } from '../feature-matrix.ts'
import { ALONE, type Crew } from '../kernel/crew.ts'
import { xgboostLink } from '../prediction/xgboost-link.ts'
import { binForXgboost, type XgboostBins } from './bins/bins.ts'
import { EarlyStopping } from './evaluation/early-stopping.ts'
import { checkEvaluation, Evaluation, metricsOf } from './evaluation/evaluation.ts'
import { type EvaluationHistory, History } from './evaluation/history.ts'
import { METRICS } from './evaluation/metrics.ts'
import { fittedModel } from './fitted-model.ts'
import { Boosting, type RoundTree } from './growth/boosting.ts'
import type { XgboostModel } from './model.ts'
import { interceptOf } from './objective/intercept.ts'
import { targetsOf } from './objective/targets.ts'
import { resolveXgboostParams, type XgboostParams } from './params.ts'

export interface XgboostTraining {
  /** Measured after each round, never learned from; the last one decides on early stopping. */
  readonly evaluation?: readonly EvaluationSet[] | undefined
  /** Stop after so many rounds in a row without an improvement. */
  readonly earlyStoppingRounds?: number | undefined
  /** An improvement is larger than this. */
  readonly minDelta?: number | undefined
  /** Drop the rounds after the best one. */
  readonly saveBest?: boolean | undefined
  readonly crew?: Crew | undefined
  /** The set, binned before (all its rows); cuts need not come from `rows`. */
  readonly bins?: XgboostBins | undefined
  /** Rows to learn from; absent: all. */
  readonly rows?: Uint32Array | undefined
  /** Called after each round, counted from 0. */
  readonly onRound?: ((iteration: number, history: EvaluationHistory) => void) | undefined
}

export interface XgboostFit {
  readonly model: XgboostModel
  readonly history: EvaluationHistory
  /** Of early stopping, from 0. */
  readonly bestIteration?: number
}

/**
 * Fits a booster (`tree_method=hist`): the official library's trees, from the same data and parameters.
 *
 * @throws QtError `usage` for parameters, labels, weights or values that cannot be trained with
 */
export function trainXgboost(
  set: TrainingSet,
  partial: Partial<XgboostParams>,
  options: XgboostTraining = {},
): XgboostFit {
  const params = resolveXgboostParams(partial)
  const { evaluation = [], crew = ALONE, rows } = options
  checkNames(set)
  checkEvaluation(evaluation, set.columns.length)
  const targets = targetsOf(set, params, rows)
  const bins = binsOf(set, params, options)
  const scores = interceptOf(targets, params)
  const intercepts = scores.map(xgboostLink(params.objective).toMargin)
  const hasMissing = lacksValues(set, bins, rows)
  const boosting = new Boosting({ bins, rows, targets, hasMissing, intercepts, crew }, params)
  const sets = evaluation.map((one) => new Evaluation(boosting.kernel, crew, one, params, intercepts))
  const stopping = stoppingOf(options, params)
  const history = new History()
  const trees: RoundTree[] = []
  for (let iteration = 0; iteration < params.rounds && !stopping?.shouldStop; iteration++) {
    const grown = boosting.round()
    trees.push(...grown)
    for (const one of sets) {
      for (const { tree, classIndex } of grown) one.add(tree, classIndex)
      history.add(one.name, one.measure())
    }
    stopping?.observe(history.last)
    options.onRound?.(iteration, history.scores)
  }
  return {
    model: fittedModel(set, params, scores, trees, stopping, options.saveBest ?? false),
    history: history.scores,
    ...(stopping && { bestIteration: stopping.bestIteration }),
  }
}

function checkNames({ names, columns }: TrainingSet): void {
  if (!names) return
  if (names.length !== columns.length) {
    throw new QtError('usage', `${names.length} feature names for ${columns.length} features`)
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new QtError('usage', `two features are called ${twice}`)
}

function binsOf(set: TrainingSet, { maxBin }: XgboostParams, options: XgboostTraining): XgboostBins {
  const { bins, rows, crew } = options
  if (!bins) return binForXgboost(set, { maxBin, rows, weights: set.weights, crew })
  const [given, needed] = [shapeOf(bins.matrix.rows, bins.features), shapeOf(rowsOf(set), set.columns)]
  if (given !== needed) throw new QtError('usage', `bins of ${given} given for ${needed}`)
  return bins
}

function shapeOf(rows: number, features: { readonly length: number }): string {
  return `${rows} rows × ${features.length} features`
}

/** Whether a value is missing among the rows to learn from. */
function lacksValues(
  { columns }: TrainingSet,
  { features }: XgboostBins,
  rows: Uint32Array | undefined,
): boolean {
  const suspects = columns.filter((_, f) => features[f]!.hasMissing)
  if (!rows) return suspects.length > 0
  return suspects.some((column) => lacksValue(column, rows))
}

function lacksValue(column: FeatureColumn, rows: Uint32Array): boolean {
  for (let i = 0; i < rows.length; i++) if (Number.isNaN(column[rows[i]!])) return true
  return false
}

function stoppingOf(options: XgboostTraining, params: XgboostParams): EarlyStopping | undefined {
  const { earlyStoppingRounds: rounds, minDelta = 0, evaluation = [] } = options
  if (rounds === undefined) return undefined
  if (!(Number.isInteger(rounds) && rounds > 0)) {
    throw new QtError('usage', `earlyStoppingRounds = ${rounds}`, 'allowed: an integer ≥ 1')
  }
  if (!(minDelta >= 0)) throw new QtError('usage', `minDelta = ${minDelta}`, 'allowed: a number ≥ 0')
  if (evaluation.length === 0) throw new QtError('usage', 'early stopping needs an evaluation set')
  return new EarlyStopping(rounds, minDelta, METRICS[metricsOf(params).at(-1)!].isGreaterBetter)
}
