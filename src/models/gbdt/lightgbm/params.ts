import { metricsFor } from './evaluation/metrics.ts'
import { checkTogether, checkValue } from './param-checks.ts'
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

/**
 * Parameters with the official defaults filled in and everything checked.
 *
 * @throws QtError `config`, naming parameter, value and what is allowed
 */
export function resolveLightgbmParams(options: LightgbmOptions = {}): LightgbmParams {
  for (const [name, value] of Object.entries(options)) if (value !== undefined) checkValue(name, value)
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const named = given as Partial<LightgbmParams>
  const params = { ...DEFAULTS, ...(named.seed === undefined ? {} : seedsFrom(named.seed)), ...named }
  checkTogether(params)
  return { ...params, metric: metricsFor(params.objective, named.metric) }
}
