import { QtError } from '../../../core/error.ts'
import { textOf } from '../training/text-of.ts'
import type { LightgbmParams } from './param-types.ts'

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

const LIST: Allowed = { text: 'a list of names', accepts: Array.isArray }

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
  numClass: integer(1, 65_535),
  firstMetricOnly: FLAG,
  seed: ANY_INTEGER,
}

export const PARAMETER_NAMES: readonly string[] = [...Object.keys(ALLOWED), 'metric']

/**
 * @throws QtError `usage` unless a parameter may have the value
 */
export function checkValue(name: keyof LightgbmParams, value: unknown): void {
  const { accepts, text } = name === 'metric' ? LIST : ALLOWED[name]
  if (!accepts(value)) throw wrong(name, value, text)
}

function wrong(name: string, value: unknown, allowed: string): QtError {
  return new QtError('usage', `LightGBM parameter ${name}: ${textOf(value)}`, `allowed: ${allowed}`)
}

/**
 * What must hold between parameters.
 *
 * @throws QtError `usage`
 */
export function checkTogether(params: Omit<LightgbmParams, 'metric'>): void {
  const { objective, numClass, isUnbalance, scalePosWeight, dataSampleStrategy } = params
  if (objective === 'multiclass' && numClass < 2)
    throw wrong('numClass', numClass, 'the number of classes, ≥ 2, for multiclass')
  if (objective !== 'multiclass' && numClass !== 1) throw wrong('numClass', numClass, `1 for ${objective}`)
  if (isUnbalance && Math.abs(scalePosWeight - 1) > 1e-6) {
    throw wrong('scalePosWeight', scalePosWeight, '1 together with isUnbalance')
  }
  if (dataSampleStrategy === 'goss') checkGoss(params)
}

function checkGoss({
  topRate,
  otherRate,
  baggingFreq,
  baggingFraction,
}: Omit<LightgbmParams, 'metric'>): void {
  if (topRate <= 0) throw wrong('topRate', topRate, 'GOSS needs > 0')
  if (otherRate <= 0) throw wrong('otherRate', otherRate, 'GOSS needs > 0')
  if (topRate + otherRate > 1) throw wrong('topRate', topRate, 'topRate + otherRate ≤ 1')
  if (baggingFreq > 0 && baggingFraction !== 1) {
    throw wrong('baggingFraction', baggingFraction, '1 together with GOSS, which samples rows itself')
  }
}
