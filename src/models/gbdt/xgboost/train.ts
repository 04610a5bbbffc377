import { QtError } from '../../../core/error.ts'
import { type EvaluationSet, rowsOf, type TrainingSet } from '../feature-matrix.ts'
import { ALONE, type Crew } from '../kernel/crew.ts'
import { binForXgboost, type XgboostBins } from './bins.ts'
import { Boosting, type RoundTree } from './boosting.ts'
import { EarlyStopping } from './early-stopping.ts'
import { checkEvaluation, Evaluation, metricsOf } from './evaluation.ts'
import { fittedModel } from './fitted-model.ts'
import { type EvaluationHistory, History } from './history.ts'
import { interceptOf, marginOf, type Targets } from './intercept.ts'
import { METRICS } from './metrics.ts'
import type { XgboostModel } from './model.ts'
import { checkLabels, checkWeights } from './objectives.ts'
import { resolveXgboostParams, type XgboostParams } from './params.ts'

export interface XgboostTraining {
  /** Measured after each round, never learned from; the last one decides on early stopping. */
  readonly evaluation?: readonly EvaluationSet[]
  /** Stop after so many rounds in a row without an improvement. */
  readonly earlyStoppingRounds?: number
  /** An improvement is larger than this. */
  readonly minDelta?: number
  /** Drop the rounds after the best one. */
  readonly saveBest?: boolean
  readonly crew?: Crew
  /** The set, binned before (all its rows); cuts need not come from `rows`. */
  readonly bins?: XgboostBins
  /** Rows to learn from; absent: all. */
  readonly rows?: Uint32Array
  /** Called after each round, counted from 0. */
  readonly onRound?: (iteration: number, history: EvaluationHistory) => void
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
  checkEvaluation(evaluation, set.columns.length)
  const targets = targetsOf(set, params, rows)
  const bins = binsOf(set, params, options)
  const scores = interceptOf(targets, params)
  const intercepts = scores.map((score) => marginOf(score, params))
  const hasMissing = lacksValues(set, bins, rows)
  const boosting = new Boosting(
    { bins, targets, hasMissing, intercepts, crew, ...(rows && { rows }) },
    params,
  )
  const sets = evaluation.map((one) => new Evaluation(boosting.kernel, one, params, intercepts))
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

/** Labels and weights of the rows to learn from. */
function targetsOf(set: TrainingSet, params: XgboostParams, rows: Uint32Array | undefined): Targets {
  const count = rowsOf(set)
  if ((rows?.length ?? count) === 0) throw new QtError('usage', 'no rows to train on')
  const odd = rows?.findIndex((row) => row >= count) ?? -1
  if (odd >= 0) throw new QtError('usage', `row ${rows![odd]} of ${count} rows was asked for`)
  const pick = (values: Float32Array) => (rows ? Float32Array.from(rows, (row) => values[row]!) : values)
  const weights = checkWeights(set.weights, count)
  return { labels: pick(checkLabels(set.labels, count, params)), ...(weights && { weights: pick(weights) }) }
}

function binsOf(set: TrainingSet, params: XgboostParams, { bins, rows, crew }: XgboostTraining): XgboostBins {
  if (!bins) {
    const { weights } = set
    const { maxBin } = params
    return binForXgboost(set, { maxBin, ...(rows && { rows }), ...(weights && { weights }), ...(crew && { crew }) })
  }
  const [given, needed] = [shapeOf(bins.matrix.rows, bins.features), shapeOf(rowsOf(set), set.columns)]
  if (given !== needed) throw new QtError('usage', `bins of ${given} given for ${needed}`)
  return bins
}

function shapeOf(rows: number, features: { readonly length: number }): string {
  return `${rows} rows × ${features.length} features`
}

/** Whether a value is missing among the rows to learn from. */
function lacksValues({ columns }: TrainingSet, { features }: XgboostBins, rows: Uint32Array | undefined): boolean {
  const suspects = columns.filter((_, f) => features[f]!.hasMissing)
  if (!rows) return suspects.length > 0
  return suspects.some((column) => rows.some((row) => Number.isNaN(column[row])))
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
