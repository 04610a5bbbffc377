export type LightgbmObjective = 'regression' | 'binary' | 'multiclass'

export type LightgbmMetric =
  | 'l2'
  | 'rmse'
  | 'l1'
  | 'binary_logloss'
  | 'binary_error'
  | 'auc'
  | 'multi_logloss'
  | 'multi_error'

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
