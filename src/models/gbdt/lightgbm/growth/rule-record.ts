import type { Kernel } from '../../kernel/kernel.ts'
import {
  FEATURE_BINS,
  FEATURE_BYTES,
  FEATURE_DEFAULT_BIN,
  FEATURE_MISSING,
  FEATURE_MOST_FREQ_BIN,
  RULE_BYTES,
  RULE_FEATURES,
  RULE_LAMBDA_L1,
  RULE_LAMBDA_L2,
  RULE_MAX_DELTA_STEP,
  RULE_MIN_DATA,
  RULE_MIN_GAIN,
  RULE_MIN_HESSIAN,
} from '../../kernel/layout/lightgbm.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { LightgbmParams } from '../param-types.ts'

/** Puts what the search of splits goes by into the kernel. @returns address of the Rule record */
export function writeRule(kernel: Kernel, bins: LightgbmBins, params: LightgbmParams): number {
  const rule = kernel.take(RULE_BYTES)
  const real = kernel.f64(rule, RULE_BYTES / 8)
  real[RULE_LAMBDA_L1 / 8] = params.lambdaL1
  real[RULE_LAMBDA_L2 / 8] = params.lambdaL2
  real[RULE_MAX_DELTA_STEP / 8] = params.maxDeltaStep
  real[RULE_MIN_GAIN / 8] = params.minGainToSplit
  real[RULE_MIN_HESSIAN / 8] = params.minSumHessianInLeaf
  const whole = kernel.i32(rule, RULE_BYTES / 4)
  whole[RULE_MIN_DATA / 4] = params.minDataInLeaf
  whole[RULE_FEATURES / 4] = writeFeatures(kernel, bins)
  return rule
}

function writeFeatures(kernel: Kernel, { mappers, used }: LightgbmBins): number {
  const table = kernel.take(used.length * FEATURE_BYTES)
  for (const [i, feature] of used.entries()) {
    const { bins, missing, defaultBin, mostFreqBin } = mappers[feature]!
    const field = kernel.i32(table + i * FEATURE_BYTES, FEATURE_BYTES / 4)
    field[FEATURE_BINS / 4] = bins
    field[FEATURE_MISSING / 4] = missing
    field[FEATURE_DEFAULT_BIN / 4] = defaultBin
    field[FEATURE_MOST_FREQ_BIN / 4] = mostFreqBin
  }
  return table
}
