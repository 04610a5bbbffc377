import { closest, QtError } from '../../../core/error.ts'
import type { LightgbmMetric } from './metrics.ts'
import { metricsFor } from './metrics.ts'
import { seedsFrom } from './seeds.ts'

export type LightgbmObjective = 'regression' | 'binary' | 'multiclass'

/**
 * What LightGBM is told: its own names in camelCase (`numLeaves` is `num_leaves`, `rounds` is `num_iterations`),
 * its own defaults, its own meanings.
 */
export interface LightgbmParams {
  readonly objective: LightgbmObjective
  readonly rounds: number
  readonly learningRate: number
  readonly numLeaves: number
  /** ≤ 0: no limit. */
  readonly maxDepth: number
  readonly minDataInLeaf: number
  readonly minSumHessianInLeaf: number
  readonly lambdaL1: number
  readonly lambdaL2: number
  /** 0: no limit. */
  readonly maxDeltaStep: number
  readonly minGainToSplit: number
  readonly maxBin: number
  readonly minDataInBin: number
  /** Rows that the bins are made from, drawn with `dataRandomSeed`. */
  readonly binConstructSampleCount: number
  readonly dataRandomSeed: number
  readonly baggingFraction: number
  /** A new bag every so many rounds; 0: no bagging. */
  readonly baggingFreq: number
  readonly baggingSeed: number
  readonly featureFraction: number
  readonly featureFractionByNode: number
  readonly featureFractionSeed: number
  readonly dataSampleStrategy: 'bagging' | 'goss'
  /** GOSS: share of rows kept for their large gradients … */
  readonly topRate: number
  /** … and share drawn from the others. */
  readonly otherRate: number
  readonly enableBundle: boolean
  readonly isEnableSparse: boolean
  readonly useMissing: boolean
  readonly zeroAsMissing: boolean
  readonly featurePreFilter: boolean
  readonly isUnbalance: boolean
  readonly scalePosWeight: number
  readonly sigmoid: number
  readonly boostFromAverage: boolean
  readonly numClass: number
  readonly metric: readonly LightgbmMetric[]
  readonly firstMetricOnly: boolean
  /** Draws the seeds that are not given, in the original's way; absent: they have their defaults. */
  readonly seed?: number
}

/** Parameters as a user gives them. */
export type LightgbmOptions = { readonly [K in keyof LightgbmParams]?: LightgbmParams[K] | undefined }

const DEFAULTS: Omit<LightgbmParams, 'metric'> = {
  objective: 'regression',
  rounds: 100,
  learningRate: 0.1,
  numLeaves: 31,
  maxDepth: -1,
  minDataInLeaf: 20,
  minSumHessianInLeaf: 1e-3,
  lambdaL1: 0,
  lambdaL2: 0,
  maxDeltaStep: 0,
  minGainToSplit: 0,
  maxBin: 255,
  minDataInBin: 3,
  binConstructSampleCount: 200_000,
  dataRandomSeed: 1,
  baggingFraction: 1,
  baggingFreq: 0,
  baggingSeed: 3,
  featureFraction: 1,
  featureFractionByNode: 1,
  featureFractionSeed: 2,
  dataSampleStrategy: 'bagging',
  topRate: 0.2,
  otherRate: 0.1,
  enableBundle: true,
  isEnableSparse: true,
  useMissing: true,
  zeroAsMissing: false,
  featurePreFilter: true,
  isUnbalance: false,
  scalePosWeight: 1,
  sigmoid: 1,
  boostFromAverage: true,
  numClass: 1,
  firstMetricOnly: false,
}

interface Allowed {
  readonly text: string
  readonly accepts: (value: unknown) => boolean
}

const isInteger = (value: unknown): value is number => Number.isInteger(value)
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

const INTEGER_LIMIT = 2 ** 31 - 1

function integer(low: number, high = INTEGER_LIMIT): Allowed {
  const text = high === INTEGER_LIMIT ? `a whole number ≥ ${low}` : `a whole number from ${low} to ${high}`
  return { text, accepts: (value) => isInteger(value) && value >= low && value <= high }
}

const ANY_INTEGER: Allowed = {
  text: 'a whole number of 32 bits',
  accepts: (value) => isInteger(value) && Math.abs(value) <= INTEGER_LIMIT,
}
const POSITIVE: Allowed = { text: 'a number > 0', accepts: (value) => isNumber(value) && value > 0 }
const NOT_NEGATIVE: Allowed = { text: 'a number ≥ 0', accepts: (value) => isNumber(value) && value >= 0 }
const FRACTION: Allowed = {
  text: 'a number > 0 and ≤ 1',
  accepts: (value) => isNumber(value) && value > 0 && value <= 1,
}
const RATE: Allowed = {
  text: 'a number from 0 to 1',
  accepts: (value) => isNumber(value) && value >= 0 && value <= 1,
}
const FLAG: Allowed = { text: 'true or false', accepts: (value) => typeof value === 'boolean' }

function oneOf(...names: readonly string[]): Allowed {
  return { text: names.join(', '), accepts: (value) => names.includes(value as string) }
}

const ALLOWED: { readonly [K in keyof Required<Omit<LightgbmParams, 'metric'>>]: Allowed } = {
  objective: oneOf('regression', 'binary', 'multiclass'),
  rounds: integer(0),
  learningRate: POSITIVE,
  numLeaves: integer(2, 131_072),
  maxDepth: ANY_INTEGER,
  minDataInLeaf: integer(0),
  minSumHessianInLeaf: NOT_NEGATIVE,
  lambdaL1: NOT_NEGATIVE,
  lambdaL2: NOT_NEGATIVE,
  maxDeltaStep: NOT_NEGATIVE,
  minGainToSplit: NOT_NEGATIVE,
  maxBin: integer(2, 65_535),
  minDataInBin: integer(1),
  binConstructSampleCount: integer(1),
  dataRandomSeed: ANY_INTEGER,
  baggingFraction: FRACTION,
  baggingFreq: integer(0),
  baggingSeed: ANY_INTEGER,
  featureFraction: FRACTION,
  featureFractionByNode: FRACTION,
  featureFractionSeed: ANY_INTEGER,
  dataSampleStrategy: oneOf('bagging', 'goss'),
  topRate: RATE,
  otherRate: RATE,
  enableBundle: FLAG,
  isEnableSparse: FLAG,
  useMissing: FLAG,
  zeroAsMissing: FLAG,
  featurePreFilter: FLAG,
  isUnbalance: FLAG,
  scalePosWeight: POSITIVE,
  sigmoid: POSITIVE,
  boostFromAverage: FLAG,
  numClass: integer(1),
  firstMetricOnly: FLAG,
  seed: ANY_INTEGER,
}

/**
 * Parameters with the official defaults filled in and everything checked.
 *
 * @throws QtError `config`, naming parameter, value and what is allowed
 */
export function resolveLightgbmParams(options: LightgbmOptions = {}): LightgbmParams {
  for (const [name, value] of Object.entries(options)) if (value !== undefined) checkOne(name, value)
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const named = given as Partial<LightgbmParams>
  const params = { ...DEFAULTS, ...(named.seed === undefined ? {} : seedsFrom(named.seed)), ...named }
  checkTogether(params)
  return { ...params, metric: metricsFor(params.objective, named.metric) }
}

function checkOne(name: string, value: unknown): void {
  if (name === 'metric') return
  const allowed = Object.hasOwn(ALLOWED, name) && ALLOWED[name as keyof typeof ALLOWED]
  if (!allowed) {
    const near = closest(name, Object.keys(ALLOWED))
    throw new QtError('config', `LightGBM has no parameter ${name} here`, near && `did you mean ${near}?`)
  }
  if (!allowed.accepts(value)) throw wrong(name, value, allowed.text)
}

function wrong(name: string, value: unknown, allowed: string): QtError {
  return new QtError('config', `LightGBM parameter ${name}: ${String(value)}`, `allowed: ${allowed}`)
}

/** What must hold between parameters. */
function checkTogether(params: Omit<LightgbmParams, 'metric'>): void {
  const { objective, numClass, isUnbalance, scalePosWeight, dataSampleStrategy } = params
  if (objective === 'multiclass' && numClass < 2) throw wrong('numClass', numClass, 'multiclass needs ≥ 2')
  if (objective !== 'multiclass' && numClass !== 1) throw wrong('numClass', numClass, `1 for ${objective}`)
  if (isUnbalance && Math.abs(scalePosWeight - 1) > 1e-6) {
    throw wrong('scalePosWeight', scalePosWeight, '1 together with isUnbalance')
  }
  if (dataSampleStrategy === 'goss') checkGoss(params)
}

function checkGoss({ topRate, otherRate, baggingFreq, baggingFraction }: Omit<LightgbmParams, 'metric'>): void {
  if (topRate <= 0) throw wrong('topRate', topRate, 'GOSS needs > 0')
  if (otherRate <= 0) throw wrong('otherRate', otherRate, 'GOSS needs > 0')
  if (topRate + otherRate > 1) throw wrong('topRate', topRate, 'topRate + otherRate ≤ 1')
  if (baggingFreq > 0 && baggingFraction !== 1) {
    throw wrong('baggingFraction', baggingFraction, '1 together with GOSS, which samples rows itself')
  }
}
