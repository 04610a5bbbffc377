import { histogramBytes } from '../../binning/binned-matrix.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { CANDIDATE_BYTES, NODE_BYTES, PARTITION_BYTES, SPLIT_BYTES, TASK_BYTES } from '../../kernel/layout.ts'
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
} from '../../kernel/layout-lightgbm.ts'
import type { LightgbmBins } from '../bins/bins.ts'
import type { LightgbmParams } from '../param-types.ts'

/** What the search of a leaf's split needs and leaves behind for its children. */
export interface LeafSpace {
  /** Address. */
  readonly histogram: number
  /** Address of one byte a feature: whether there was any split of it. */
  readonly splittable: number
}

/** Kernel memory that trees are grown in, one after the other: addresses. */
export interface GrowSpace {
  readonly rule: number
  readonly task: number
  readonly nodes: number
  readonly candidates: number
  readonly partition: number
  readonly split: number
  readonly leftCounts: number
  readonly marks: number
  /** Masks: features of the tree, and of each of two nodes. */
  readonly treeMask: number
  readonly nodeMasks: readonly [number, number]
  /** Two places for rows with their gradients: a split moves them from one to the other. */
  readonly rows: readonly [number, number]
  readonly pairs: readonly [number, number]
  takeLeafSpace(): LeafSpace
  returnLeafSpace(space: LeafSpace): void
}

/** Takes the memory for trees on up to `rows` rows. Histograms are taken when first needed, and used again. */
export function takeGrowSpace(
  kernel: Kernel,
  bins: LightgbmBins,
  params: LightgbmParams,
  rows: number,
  parts: number,
): GrowSpace {
  const features = bins.used.length
  const free: LeafSpace[] = []
  return {
    rule: writeRule(kernel, bins, params),
    task: kernel.take(TASK_BYTES),
    nodes: kernel.take(2 * NODE_BYTES),
    candidates: kernel.take(2 * parts * CANDIDATE_BYTES),
    partition: kernel.take(PARTITION_BYTES),
    split: kernel.take(SPLIT_BYTES),
    leftCounts: kernel.take(parts * 4),
    marks: kernel.take(rows),
    treeMask: kernel.take(features),
    nodeMasks: [kernel.take(features), kernel.take(features)],
    rows: [kernel.take(rows * 4), kernel.take(rows * 4)],
    pairs: [kernel.take(rows * 8), kernel.take(rows * 8)],
    takeLeafSpace: () =>
      free.pop() ?? {
        histogram: kernel.take(histogramBytes(bins.matrix.plan)),
        splittable: kernel.take(features),
      },
    returnLeafSpace: (space) => free.push(space),
  }
}

function writeRule(kernel: Kernel, bins: LightgbmBins, params: LightgbmParams): number {
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
