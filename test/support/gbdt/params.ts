import type { GbdtCase, Library } from './cases.ts'

/** Official names of parameters, and ours. */
const NAMES: Readonly<Record<Library, Readonly<Record<string, string>>>> = {
  xgboost: {
    objective: 'objective',
    num_class: 'numClass',
    grow_policy: 'growPolicy',
    max_depth: 'maxDepth',
    max_leaves: 'maxLeaves',
    max_bin: 'maxBin',
    eta: 'learningRate',
    reg_lambda: 'lambda',
    reg_alpha: 'alpha',
    gamma: 'gamma',
    min_child_weight: 'minChildWeight',
    max_delta_step: 'maxDeltaStep',
    subsample: 'subsample',
    colsample_bytree: 'colsampleByTree',
    colsample_bylevel: 'colsampleByLevel',
    colsample_bynode: 'colsampleByNode',
    num_parallel_tree: 'numParallelTree',
    scale_pos_weight: 'scalePosWeight',
    base_score: 'baseScore',
    seed: 'seed',
  },
  lightgbm: {
    objective: 'objective',
    num_class: 'numClass',
    num_leaves: 'numLeaves',
    max_depth: 'maxDepth',
    learning_rate: 'learningRate',
    min_data_in_leaf: 'minDataInLeaf',
    min_sum_hessian_in_leaf: 'minSumHessianInLeaf',
    lambda_l1: 'lambdaL1',
    lambda_l2: 'lambdaL2',
    max_delta_step: 'maxDeltaStep',
    min_gain_to_split: 'minGainToSplit',
    max_bin: 'maxBin',
    min_data_in_bin: 'minDataInBin',
    bin_construct_sample_cnt: 'binConstructSampleCount',
    data_random_seed: 'dataRandomSeed',
    bagging_fraction: 'baggingFraction',
    bagging_freq: 'baggingFreq',
    bagging_seed: 'baggingSeed',
    feature_fraction: 'featureFraction',
    feature_fraction_bynode: 'featureFractionByNode',
    feature_fraction_seed: 'featureFractionSeed',
    boosting: 'dataSampleStrategy', // `goss` is an old name of a sample strategy
    data_sample_strategy: 'dataSampleStrategy',
    top_rate: 'topRate',
    other_rate: 'otherRate',
    enable_bundle: 'enableBundle',
    use_missing: 'useMissing',
    zero_as_missing: 'zeroAsMissing',
    feature_pre_filter: 'featurePreFilter',
    is_unbalance: 'isUnbalance',
    scale_pos_weight: 'scalePosWeight',
    sigmoid: 'sigmoid',
    boost_from_average: 'boostFromAverage',
    first_metric_only: 'firstMetricOnly',
    seed: 'seed',
  },
}

/** Say how the official library works, not what it computes. */
const MACHINERY = new Set([
  'tree_method',
  'nthread',
  'num_threads',
  'deterministic',
  'force_col_wise',
  'verbosity',
])

/** Parameters under our names, rounds and metrics among them. */
export function paramsOf({
  library,
  params,
  rounds,
  metrics,
}: Pick<GbdtCase, 'library' | 'params' | 'rounds' | 'metrics'>): Record<string, unknown> {
  const named = Object.entries(params).filter(([name]) => !MACHINERY.has(name))
  const ours = named.map(([name, value]) => [ourName(library, name), value])
  const measured = metrics.length > 0 ? { [METRICS[library]]: metrics } : {}
  return { ...Object.fromEntries(ours), rounds, ...measured }
}

const METRICS: Readonly<Record<Library, string>> = { xgboost: 'evalMetric', lightgbm: 'metric' }

function ourName(library: Library, name: string): string {
  const ours = NAMES[library][name]
  if (!ours) throw new Error(`no name of ours for ${name} of ${library}`)
  return ours
}
