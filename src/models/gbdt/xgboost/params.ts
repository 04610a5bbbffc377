import { QtError } from '../../../core/error.ts'
import { type KnownNames, namedValues } from '../training/known-names.ts'
import { XGBOOST_ALIASES } from '../training/official-names.ts'
import { textOf } from '../training/text-of.ts'
import { METRIC_NAMES, METRICS, type MetricName } from './evaluation/metrics.ts'
import type { XgboostObjectiveName } from './model.ts'

type GrowPolicy = 'depthwise' | 'lossguide'

/** Parameters of training: the official ones, in camel case, with their meaning and defaults (`hist`). */
export interface XgboostParams {
  readonly objective: XgboostObjectiveName
  /** Boosting rounds; each gives one tree a class, times `numParallelTree`. */
  readonly rounds: number
  /** Classes of multi:softprob; 0 otherwise. */
  readonly numClass: number
  /** eta: share of a leaf's weight that is added. */
  readonly learningRate: number
  /** 0: no limit. */
  readonly maxDepth: number
  /** 0: no limit. */
  readonly maxLeaves: number
  readonly growPolicy: GrowPolicy
  /** L2 penalty of leaf weights. */
  readonly lambda: number
  /** L1 penalty of leaf weights. */
  readonly alpha: number
  /** Least gain of a split. */
  readonly gamma: number
  /** Least sum of hessians of a child. */
  readonly minChildWeight: number
  /** Greatest leaf weight; 0: no limit. */
  readonly maxDeltaStep: number
  /** Share of rows that each tree sees. */
  readonly subsample: number
  readonly colsampleByTree: number
  readonly colsampleByLevel: number
  readonly colsampleByNode: number
  /** Bins of a feature at most. */
  readonly maxBin: number
  /** Weight of rows with label 1. */
  readonly scalePosWeight: number
  /** Intercept in user space (a probability for logistic). Absent: estimated from the labels. */
  readonly baseScore?: number
  /** Trees of a round and class: a boosted random forest. */
  readonly numParallelTree: number
  readonly seed: number
  /** Measured on evaluation sets after each round; early stopping looks at the last. Empty: the objective's own. */
  readonly evalMetric: readonly MetricName[]
}

/** Parameters as a user gives them. */
export type XgboostOptions = { readonly [K in keyof XgboostParams]?: XgboostParams[K] | undefined }

const XGBOOST_DEFAULTS: XgboostParams = {
  objective: 'reg:squarederror',
  rounds: 10,
  numClass: 0,
  learningRate: 0.3,
  maxDepth: 6,
  maxLeaves: 0,
  growPolicy: 'depthwise',
  lambda: 1,
  alpha: 0,
  gamma: 0,
  minChildWeight: 1,
  maxDeltaStep: 0,
  subsample: 1,
  colsampleByTree: 1,
  colsampleByLevel: 1,
  colsampleByNode: 1,
  maxBin: 256,
  scalePosWeight: 1,
  numParallelTree: 1,
  seed: 0,
  evalMetric: [],
}

const GREATEST_INTEGER = 2 ** 31 - 1
const share = { isAllowed: (x: number) => x > 0 && x <= 1, allowed: 'a number above 0, at most 1' }
const penalty = { isAllowed: (x: number) => Number.isFinite(x) && x >= 0, allowed: 'a number ≥ 0' }
const integer = (least: number, most: number) => ({
  isAllowed: (x: number) => Number.isInteger(x) && x >= least && x <= most,
  allowed: `an integer ${least} … ${most}`,
})

/** What each number may be. */
const NUMBERS = {
  rounds: integer(1, 1_000_000),
  numClass: integer(0, 65_535),
  learningRate: penalty,
  maxDepth: integer(0, GREATEST_INTEGER),
  maxLeaves: integer(0, GREATEST_INTEGER),
  lambda: penalty,
  alpha: penalty,
  gamma: penalty,
  minChildWeight: penalty,
  maxDeltaStep: penalty,
  subsample: share,
  colsampleByTree: share,
  colsampleByLevel: share,
  colsampleByNode: share,
  maxBin: integer(2, 65_535),
  scalePosWeight: penalty,
  numParallelTree: integer(1, 65_535),
  seed: integer(0, 2 ** 32 - 1),
} as const

const CHOICES = {
  objective: ['reg:squarederror', 'binary:logistic', 'multi:softprob'],
  growPolicy: ['depthwise', 'lossguide'],
} as const

/**
 * Fills in defaults and checks.
 *
 * @throws QtError `usage` naming the parameter, its value and what is allowed
 */
export function resolveXgboostParams(options: XgboostOptions = {}): XgboostParams {
  const params: XgboostParams = { ...XGBOOST_DEFAULTS, ...namedValues(options, KNOWN) }
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = params[name as keyof typeof CHOICES]
    if (!choices.some((choice) => choice === value)) throw refused(name, value, choices.join(', '))
  }
  for (const [name, { isAllowed, allowed }] of Object.entries(NUMBERS)) {
    const value: unknown = params[name as keyof typeof NUMBERS]
    if (typeof value !== 'number' || !isAllowed(value)) throw refused(name, value, allowed)
  }
  checkMetrics(params)
  checkClasses(params)
  checkBaseScore(params)
  return params
}

const KNOWN: KnownNames = {
  what: 'XGBoost parameters',
  names: [...Object.keys(XGBOOST_DEFAULTS), 'baseScore'],
  aliases: XGBOOST_ALIASES,
}

function refused(name: string, value: unknown, allowed: string): QtError {
  return new QtError('usage', `XGBoost parameter ${name}: ${textOf(value)}`, `allowed: ${allowed}`)
}

function checkMetrics({ evalMetric, objective }: XgboostParams): void {
  const shown = objective === 'multi:softprob' ? 'classes' : 'one'
  const allowed = METRIC_NAMES.filter((name) => ['either', shown].includes(METRICS[name].looksAt))
  if (!Array.isArray(evalMetric)) throw refused('evalMetric', evalMetric, 'a list of names')
  const odd = evalMetric.find((name) => !allowed.includes(name))
  if (odd !== undefined) throw refused('evalMetric', odd, `${allowed.join(', ')} with ${objective}`)
}

function checkClasses({ objective, numClass }: XgboostParams): void {
  const hasClasses = objective === 'multi:softprob'
  if (hasClasses && numClass < 2)
    throw refused('numClass', numClass, 'the number of classes, ≥ 2, with multi:softprob')
  if (!hasClasses && numClass !== 0) throw refused('numClass', numClass, `0 with ${objective}`)
}

function checkBaseScore({ objective, baseScore }: XgboostParams): void {
  if (baseScore === undefined) return
  const isProbability = objective === 'binary:logistic'
  const isAllowed = isProbability ? baseScore > 0 && baseScore < 1 : Number.isFinite(baseScore)
  if (!isAllowed) throw refused('baseScore', baseScore, isProbability ? 'a probability' : 'a finite number')
}
