import { type KnownNames, namedValues } from '../training/known-names.ts'
import { LIGHTGBM_ALIASES } from '../training/official-names.ts'
import { EPSILON } from './constants.ts'
import { metricsFor } from './evaluation/metrics.ts'
import { checkTogether, checkValue, PARAMETER_NAMES } from './param-checks.ts'
import type { LightgbmParams } from './param-types.ts'
import { seedsFrom } from './sampling/seeds.ts'

export type { LightgbmParams } from './param-types.ts'

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

const KNOWN: KnownNames = {
  what: 'LightGBM parameters',
  names: PARAMETER_NAMES,
  aliases: LIGHTGBM_ALIASES,
}

/**
 * Parameters with the official defaults filled in and everything checked.
 *
 * @throws QtError `usage`, naming parameter, value and what is allowed
 */
export function resolveLightgbmParams(options: LightgbmOptions = {}): LightgbmParams {
  const named: Partial<LightgbmParams> = namedValues(options, KNOWN)
  for (const [name, value] of Object.entries(named)) checkValue(name as keyof LightgbmParams, value)
  const params = { ...DEFAULTS, ...(named.seed === undefined ? {} : seedsFrom(named.seed)), ...named }
  checkTogether(params)
  return { ...reconciled(params, named), metric: metricsFor(params.objective, named.metric) }
}

/** What parameters make of each other, as the original reads them. */
function reconciled(
  params: Omit<LightgbmParams, 'metric'>,
  given: LightgbmOptions,
): Omit<LightgbmParams, 'metric'> {
  const { maxDepth, numLeaves, minDataInLeaf, minSumHessianInLeaf } = params
  const isCapped = given.numLeaves === undefined && maxDepth > 0
  return {
    ...params,
    // No more leaves than so many levels hold.
    numLeaves: isCapped ? Math.min(numLeaves, 2 ** maxDepth) : numLeaves,
    // Something must keep leaves from being empty.
    minDataInLeaf: minSumHessianInLeaf <= EPSILON ? Math.max(1, minDataInLeaf) : minDataInLeaf,
  }
}
