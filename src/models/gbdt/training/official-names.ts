/**
 * Other names of what both trainers know, as the official libraries and their Python interfaces have them: without
 * underscores and in small letters.
 */
export const COMMON_ALIASES: Readonly<Record<string, string>> = {
  ...named('rounds', 'numiteration numiterations niter numtree numtrees numround numrounds nround nrounds'),
  ...named('rounds', 'numboostround nestimators maxiter iterations'),
  ...named('learningRate', 'eta shrinkagerate'),
  ...named('seed', 'randomseed randomstate'),
  ...named('numClass', 'numclasses'),
  ...named('maxBin', 'maxbins'),
  ...named('objective', 'objectivetype app application loss'),
  ...named('give the option evaluation: [{ name, columns, labels }]', 'evalset validsets evals watchlist'),
  ...named(
    'give the option earlyStoppingRounds',
    'earlystopping earlystoppinground earlystoppingrounds niternochange',
  ),
  ...named(
    'give the option crew: TreeCrew.start(threads)',
    'nthread nthreads numthread numthreads njobs threads',
  ),
  ...named(
    'leave it out: it changes nothing here',
    'verbosity verbose silent device devicetype deterministic',
  ),
}

/** XGBoost's (doc/parameter.rst). */
export const XGBOOST_ALIASES: Readonly<Record<string, string>> = {
  ...COMMON_ALIASES,
  ...named('gamma', 'minsplitloss'),
  ...named('lambda', 'reglambda lambdal2'),
  ...named('alpha', 'regalpha lambdal1'),
  ...named('evalMetric', 'metric metrics'),
  ...named('maxLeaves', 'numleaves'),
  ...named('subsample', 'baggingfraction'),
  ...named('colsampleByTree', 'featurefraction'),
  ...named('leave it out: hist is what is trained', 'treemethod booster'),
}

/** LightGBM's (src/io/config_auto.cpp). */
export const LIGHTGBM_ALIASES: Readonly<Record<string, string>> = {
  ...COMMON_ALIASES,
  ...named('numLeaves', 'numleaf maxleaves maxleaf maxleafnodes'),
  ...named('minDataInLeaf', 'mindataperleaf mindata minchildsamples minsamplesleaf'),
  ...named('minSumHessianInLeaf', 'minsumhessianperleaf minsumhessian minhessian minchildweight'),
  ...named('lambdaL1', 'regalpha l1regularization alpha'),
  ...named('lambdaL2', 'reglambda lambda l2regularization'),
  ...named('minGainToSplit', 'minsplitgain gamma'),
  ...named('maxDeltaStep', 'maxtreeoutput maxleafoutput'),
  ...named('baggingFraction', 'subrow subsample bagging'),
  ...named('baggingFreq', 'subsamplefreq'),
  ...named('baggingSeed', 'baggingfractionseed'),
  ...named('featureFraction', 'subfeature colsamplebytree'),
  ...named('featureFractionByNode', 'subfeaturebynode colsamplebynode'),
  ...named('binConstructSampleCount', 'binconstructsamplecnt subsampleforbin'),
  ...named('dataRandomSeed', 'dataseed'),
  ...named('enableBundle', 'isenablebundle bundle'),
  ...named('isEnableSparse', 'enablesparse issparse sparse'),
  ...named('isUnbalance', 'unbalance unbalancedsets'),
  ...named('metric', 'metrics metrictypes evalmetric'),
  ...named("dataSampleStrategy: 'bagging' or 'goss' (trees are gbdt)", 'boosting boostingtype boost'),
}

function named(ours: string, others: string): Record<string, string> {
  return Object.fromEntries(others.split(' ').map((other) => [other, ours]))
}
