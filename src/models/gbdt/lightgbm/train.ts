import type { TrainingSet } from '../feature-matrix.ts'
import { ALONE } from '../kernel/crew.ts'
import { checkFeatureNames, type NameRule } from '../training/feature-names.ts'
import { checkOptions, type FitOptions, stoppingOptions } from '../training/fit-options.ts'
import { type FitHistory, History } from '../training/history.ts'
import { type Targets, targetsOf } from '../training/targets.ts'
import { binAlike, binForLightgbm, type LightgbmBins } from './bins/bins.ts'
import { checkBins } from './bins/check-bins.ts'
import { Boosting } from './boosting.ts'
import { EarlyStopping } from './evaluation/early-stopping.ts'
import { makeWatchers, measureAll } from './evaluation/watchers.ts'
import { fittedModel } from './fitted-model.ts'
import type { LightgbmModel } from './model.ts'
import { labelRuleOf } from './objective/label-rule.ts'
import { makeObjective } from './objective/objectives.ts'
import { type LightgbmOptions, type LightgbmParams, resolveLightgbmParams } from './params.ts'

/**
 * How a fit is run. `saveBest` is true unless given, as in the official `lightgbm.train` (whose model predicts with
 * the rounds up to the best one): when early stopping is asked for, the others are dropped.
 */
export type LightgbmTraining = FitOptions<LightgbmBins>

export interface LightgbmFit {
  readonly model: LightgbmModel
  readonly history: FitHistory
  /**
   * Best round, from 0, by the first metric of any evaluation set that stopped improving (of the first set if none
   * did); with early stopping only.
   */
  readonly bestIteration?: number
}

/**
 * Fits a LightGBM model, tree for tree the official library's (one thread, `deterministic`).
 *
 * @throws QtError `usage` for parameters, options, labels, weights or columns that cannot be trained with
 */
export function trainLightgbm(
  set: TrainingSet,
  asked: LightgbmOptions = {},
  options: LightgbmTraining = {},
): LightgbmFit {
  const params = resolveLightgbmParams(asked)
  const targets = checkTraining(set, params, options)
  const bins = binsOf(set, asked, params, options)
  const objective = makeObjective(params, targets)
  const boosting = new Boosting(
    params,
    objective,
    { bins, rows: options.rows, targets },
    options.crew ?? ALONE,
  )
  const watchers = makeWatchers(boosting, set, targets, params, options, (other) => binAlike(other, bins))
  const stopping = stoppingOf(options, params)
  const history = new History()
  let bestIteration: number | undefined
  let canGrow = true
  for (let round = 0; round < params.rounds && bestIteration === undefined; round++) {
    // A first round without splits still sets the scores.
    if (canGrow) canGrow = boosting.round() || round === 0 || isRandom(params)
    const measurements = measureAll(boosting, watchers, params)
    for (const { set: name, metric, value } of measurements) history.add(name, metric, value)
    bestIteration = stopping?.observe(round, measurements, round === params.rounds - 1)
    options.onRound?.(round, history.scores)
  }
  const isCut = options.saveBest !== false && bestIteration !== undefined
  const kept = isCut ? (bestIteration! + 1) * objective.classes : boosting.trees.length
  const model = fittedModel(set, params, objective, bins, boosting.trees.slice(0, kept))
  return { model, history: history.scores, ...(bestIteration !== undefined && { bestIteration }) }
}

/** Checks data and options before anything is computed. */
function checkTraining(set: TrainingSet, params: LightgbmParams, options: LightgbmTraining): Targets {
  const targets = targetsOf(set, labelRuleOf(params), { rows: options.rows })
  checkOptions(options, set)
  checkFeatureNames(spaceless(set), NAME_RULE)
  return targets
}

/** Of the official library: names are words of one line of the file. */
const NAME_RULE: NameRule = {
  isAllowed: (name) => name !== '' && !/[\n\r",:[\]{}]/.test(name),
  allowed: 'allowed: texts of one line, without " , : [ ] { }',
}

/** As the model file has them: there spaces part names. */
function spaceless(set: TrainingSet): TrainingSet {
  if (!set.names) return set
  return {
    ...set,
    names: set.names.map((name) => (typeof name === 'string' ? name.replaceAll(' ', '_') : name)),
  }
}

function binsOf(
  set: TrainingSet,
  asked: LightgbmOptions,
  params: LightgbmParams,
  { bins, rows }: LightgbmTraining,
): LightgbmBins {
  if (!bins) return binForLightgbm(set, { ...params, rows })
  checkBins(bins, set, asked.maxBin)
  return bins
}

function stoppingOf(
  options: LightgbmTraining,
  { firstMetricOnly }: LightgbmParams,
): EarlyStopping | undefined {
  const asked = stoppingOptions(options)
  return asked && new EarlyStopping({ ...asked, firstMetricOnly })
}

/** Whether another try can find splits where one found none. */
function isRandom(params: LightgbmParams): boolean {
  const samplesRows =
    params.dataSampleStrategy === 'goss' || (params.baggingFreq > 0 && params.baggingFraction < 1)
  return samplesRows || params.featureFraction < 1 || params.featureFractionByNode < 1
}
