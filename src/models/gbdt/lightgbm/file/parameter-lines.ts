import { closest, QtError } from '../../../../core/error.ts'
import { generalText } from '../../file/general-text.ts'

type Parameter = readonly [name: string, value: string, kind?: 'real']

/** Parameters of LightGBM 4.7.0 as its models name them, in their order, with the values of an empty training. */
const DEFAULTS: readonly Parameter[] = [
  ['boosting', 'gbdt'],
  ['objective', 'regression'],
  ['metric', 'l2'],
  ['tree_learner', 'serial'],
  ['device_type', 'cpu'],
  ['data_sample_strategy', 'bagging'],
  ['data', ''],
  ['valid', ''],
  ['num_iterations', '100'],
  ['learning_rate', '0.1', 'real'],
  ['num_leaves', '31'],
  ['num_threads', '0'],
  ['seed', '0'],
  ['deterministic', '0'],
  ['force_col_wise', '0'],
  ['force_row_wise', '0'],
  ['histogram_pool_size', '-1', 'real'],
  ['max_depth', '-1'],
  ['min_data_in_leaf', '20'],
  ['min_sum_hessian_in_leaf', '0.001', 'real'],
  ['bagging_fraction', '1', 'real'],
  ['pos_bagging_fraction', '1', 'real'],
  ['neg_bagging_fraction', '1', 'real'],
  ['bagging_freq', '0'],
  ['bagging_seed', '3'],
  ['bagging_by_query', '0'],
  ['feature_fraction', '1', 'real'],
  ['feature_fraction_bynode', '1', 'real'],
  ['feature_fraction_seed', '2'],
  ['extra_trees', '0'],
  ['extra_seed', '6'],
  ['early_stopping_round', '0'],
  ['early_stopping_min_delta', '0', 'real'],
  ['first_metric_only', '0'],
  ['max_delta_step', '0', 'real'],
  ['lambda_l1', '0', 'real'],
  ['lambda_l2', '0', 'real'],
  ['linear_lambda', '0', 'real'],
  ['min_gain_to_split', '0', 'real'],
  ['drop_rate', '0.1', 'real'],
  ['max_drop', '50'],
  ['skip_drop', '0.5', 'real'],
  ['xgboost_dart_mode', '0'],
  ['uniform_drop', '0'],
  ['drop_seed', '4'],
  ['top_rate', '0.2', 'real'],
  ['other_rate', '0.1', 'real'],
  ['min_data_per_group', '100'],
  ['max_cat_threshold', '32'],
  ['cat_l2', '10', 'real'],
  ['cat_smooth', '10', 'real'],
  ['max_cat_to_onehot', '4'],
  ['top_k', '20'],
  ['monotone_constraints', ''],
  ['monotone_constraints_method', 'basic'],
  ['monotone_penalty', '0', 'real'],
  ['feature_contri', ''],
  ['forcedsplits_filename', ''],
  ['refit_decay_rate', '0.9', 'real'],
  ['cegb_tradeoff', '1', 'real'],
  ['cegb_penalty_split', '0', 'real'],
  ['cegb_penalty_feature_lazy', ''],
  ['cegb_penalty_feature_coupled', ''],
  ['path_smooth', '0', 'real'],
  ['interaction_constraints', ''],
  ['verbosity', '1'],
  ['saved_feature_importance_type', '0'],
  ['use_quantized_grad', '0'],
  ['num_grad_quant_bins', '4'],
  ['quant_train_renew_leaf', '0'],
  ['stochastic_rounding', '1'],
  ['linear_tree', '0'],
  ['max_bin', '255'],
  ['max_bin_by_feature', ''],
  ['min_data_in_bin', '3'],
  ['bin_construct_sample_cnt', '200000'],
  ['data_random_seed', '1'],
  ['is_enable_sparse', '1'],
  ['enable_bundle', '1'],
  ['use_missing', '1'],
  ['zero_as_missing', '0'],
  ['feature_pre_filter', '1'],
  ['pre_partition', '0'],
  ['two_round', '0'],
  ['header', '0'],
  ['label_column', ''],
  ['weight_column', ''],
  ['group_column', ''],
  ['ignore_column', ''],
  ['categorical_feature', ''],
  ['forcedbins_filename', ''],
  ['precise_float_parser', '0'],
  ['parser_config_file', ''],
  ['objective_seed', '5'],
  ['num_class', '1'],
  ['is_unbalance', '0'],
  ['scale_pos_weight', '1', 'real'],
  ['sigmoid', '1', 'real'],
  ['boost_from_average', '1'],
  ['reg_sqrt', '0'],
  ['alpha', '0.9', 'real'],
  ['fair_c', '1', 'real'],
  ['poisson_max_delta_step', '0.7', 'real'],
  ['tweedie_variance_power', '1.5', 'real'],
  ['lambdarank_truncation_level', '30'],
  ['lambdarank_norm', '1'],
  ['label_gain', ''],
  ['lambdarank_position_bias_regularization', '0', 'real'],
  ['eval_at', ''],
  ['multi_error_top_k', '1'],
  ['auc_mu_weights', ''],
  ['num_machines', '1'],
  ['local_listen_port', '12400'],
  ['time_out', '120'],
  ['machine_list_filename', ''],
  ['machines', ''],
  ['gpu_platform_id', '-1'],
  ['gpu_device_id', '-1'],
  ['gpu_device_id_list', ''],
  ['gpu_use_dp', '0'],
  ['num_gpu', '1'],
]

const NAMES = DEFAULTS.map(([name]) => name)

/**
 * Lines of the block `parameters:` of a model, `[name: value]`, as the official library writes them.
 *
 * @param overrides what differs from the defaults; real numbers are printed as C++ does, with six digits
 * @throws QtError `usage` for a name that the library does not know
 */
export function lightgbmParameterLines(overrides: Readonly<Record<string, string | number>>): string[] {
  for (const name of Object.keys(overrides)) refuseUnknown(name)
  return DEFAULTS.map(([name, value, kind]) => {
    const override = Object.hasOwn(overrides, name) ? overrides[name]! : value
    return `[${name}: ${typeof override === 'number' && kind === 'real' ? generalText(override, 6) : override}]`
  })
}

function refuseUnknown(name: string): void {
  if (NAMES.includes(name)) return
  const near = closest(name, NAMES)
  throw new QtError('usage', `LightGBM has no parameter ${name}`, near && `did you mean ${near}?`)
}
