import type { FeatureColumn, TrainingSet } from '../feature-matrix.ts'
import { ALONE } from '../kernel/crew.ts'
import { xgboostLink } from '../prediction/xgboost-link.ts'
import { checkFeatureNames, type NameRule } from '../training/feature-names.ts'
import { checkOptions, type FitOptions, stoppingOptions } from '../training/fit-options.ts'
import { type FitHistory, History } from '../training/history.ts'
import { type Targets, targetsOf } from '../training/targets.ts'
import { binForXgboost, type XgboostBins } from './bins/bins.ts'
import { checkBins } from './bins/check-bins.ts'
import { Boosting, type RoundTree } from './boosting.ts'
import { EarlyStopping } from './evaluation/early-stopping.ts'
import { Evaluation, metricsOf } from './evaluation/evaluation.ts'
import { METRICS } from './evaluation/metrics.ts'
import { fittedModel } from './fitted-model.ts'
import type { XgboostModel } from './model.ts'
import { interceptOf } from './objective/intercept.ts'
import { labelRuleOf } from './objective/label-rule.ts'
import { resolveXgboostParams, type XgboostOptions, type XgboostParams } from './params.ts'

/** How a fit is run. `saveBest` is false unless given, as in the official `xgboost.train`: all rounds are kept. */
export type XgboostTraining = FitOptions<XgboostBins>

export interface XgboostFit {
  readonly model: XgboostModel
  readonly history: FitHistory
  /** Best round, from 0, by the last metric of the last evaluation set; with early stopping only. */
  readonly bestIteration?: number
}

/**
 * Fits a booster (`tree_method=hist`): the official library's trees, from the same data and parameters.
 *
 * @throws QtError `usage` for parameters, options, labels, weights or values that cannot be trained with
 */
export function trainXgboost(
  set: TrainingSet,
  partial: XgboostOptions = {},
  options: XgboostTraining = {},
): XgboostFit {
  const params = resolveXgboostParams(partial)
  const { evaluation = [], crew = ALONE, rows } = options
  const targets = checkTraining(set, params, options)
  const bins = binsOf(set, partial, params, options)
  const scores = interceptOf(targets, params)
  const intercepts = scores.map(xgboostLink(params.objective).toMargin)
  const hasMissing = lacksValues(set, bins, rows)
  const boosting = new Boosting({ bins, rows, targets, hasMissing, intercepts, crew }, params)
  const sets = evaluation.map((one) => new Evaluation(boosting.kernel, crew, one, params, intercepts))
  const stopping = stoppingOf(options, params)
  const history = new History()
  const trees: RoundTree[] = []
  for (let round = 0; round < params.rounds && !stopping?.shouldStop; round++) {
    const grown = boosting.round()
    trees.push(...grown)
    for (const one of sets) {
      for (const { tree, classIndex } of grown) one.add(tree, classIndex)
      for (const [metric, score] of Object.entries(one.measure())) history.add(one.name, metric, score)
    }
    stopping?.observe(history.last)
    options.onRound?.(round, history.scores)
  }
  return {
    model: fittedModel(set, params, scores, trees, stopping, options.saveBest ?? false),
    history: history.scores,
    ...(stopping && { bestIteration: stopping.bestIteration }),
  }
}

/** Checks data and options before anything is computed. */
function checkTraining(set: TrainingSet, params: XgboostParams, options: XgboostTraining): Targets {
  const targets = targetsOf(set, labelRuleOf(params), { rows: options.rows })
  checkOptions(options, set)
  checkFeatureNames(set, NAME_RULE)
  return targets
}

/** Of the official Python interface. */
const NAME_RULE: NameRule = {
  isAllowed: (name) => !/[[\]<]/.test(name),
  allowed: 'allowed: texts without [ ] <',
}

function binsOf(
  set: TrainingSet,
  asked: XgboostOptions,
  { maxBin }: XgboostParams,
  { bins, rows, crew }: XgboostTraining,
): XgboostBins {
  if (!bins) return binForXgboost(set, { maxBin, rows, weights: set.weights, crew })
  checkBins(bins, set, asked.maxBin)
  return bins
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
  const asked = stoppingOptions(options)
  if (!asked) return undefined
  return new EarlyStopping(asked.rounds, asked.minDelta, METRICS[metricsOf(params).at(-1)!].isHigherBetter)
}
