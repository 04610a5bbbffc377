/** What `import … from 'quantum-trader'` offers a researcher or another program. */

export { type ImportOptions, importDataset } from './adapters/data/import-dataset.ts'
export { type Dataset, openDataset } from './adapters/data/open-dataset.ts'
export { ensureDemo, synthesize } from './adapters/data/synthesize.ts'
export { openCheckpoint, saveCheckpoint } from './adapters/models/checkpoint-file.ts'
export { openNet, saveNet } from './adapters/models/net-file.ts'
export { openTreeModel, saveTreeModel } from './adapters/models/tree-model-file.ts'
export { loadStrategy } from './adapters/strategies.ts'
export { type KitOptions, type NetBackend, openKit } from './adapters/tensorflow/open-kit.ts'
export { FoldPool, type FoldPoolOptions } from './adapters/workers/fold-pool.ts'
export { NetPool, type NetPoolOptions } from './adapters/workers/net-pool.ts'
export { SweepPool } from './adapters/workers/sweep-pool.ts'
export { TreeCrew } from './adapters/workers/tree-crew.ts'
export { resolveParams } from './authoring/params.ts'
export { featuresOf, type Strategy } from './authoring/strategy.ts'
export type {
  BarColumns,
  FundingColumns,
  PriceColumns,
  SentimentColumns,
  ValueColumns,
} from './columns/series.ts'
export { type Configuration, configure } from './config/configure.ts'
export { type Config, defineConfig } from './config/define-config.ts'
export { QtError } from './core/error.ts'
export { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from './core/time.ts'
export { ENGINE_VERSION, VERSION } from './core/version.ts'
export { PROFILE_NAMES, PROFILES, type ProfileName } from './engine/profiles.ts'
export { PLAIN_RULES, STANDARD_RULES, type TradingRules } from './engine/rules.ts'
export { featureCatalogue } from './features/feature-catalogue.ts'
export { featureInputs } from './features/inputs.ts'
export { parseFeature } from './features/parse-feature.ts'
export { computeColumns, FeaturePlan } from './features/plan.ts'
export type { Instrument } from './market/instrument.ts'
export type { InstrumentData, MarketData } from './market/market-data.ts'
export type { Fill, FundingPayment, OpenPosition, Refusal, Trade } from './market/records.ts'
export { createExplainer, type Explainer } from './models/gbdt/explanation/explainer.ts'
export type {
  EvaluationSet,
  FeatureColumn,
  FeatureMatrix,
  TrainingSet,
} from './models/gbdt/feature-matrix.ts'
export { type FoldFit, type FoldTask, fitFold, rowsOfSet, type SharedBins } from './models/gbdt/fold.ts'
export {
  type Importances,
  type LightgbmImportance,
  lightgbmImportances,
  type XgboostImportance,
  xgboostImportances,
} from './models/gbdt/importance.ts'
export type { Crew } from './models/gbdt/kernel/crew.ts'
export {
  type BinOptions as LightgbmBinOptions,
  binForLightgbm,
  type LightgbmBins,
} from './models/gbdt/lightgbm/bins/bins.ts'
export type { LightgbmModel, LightgbmTree } from './models/gbdt/lightgbm/model.ts'
export type { LightgbmOptions, LightgbmParams } from './models/gbdt/lightgbm/params.ts'
export { type LightgbmFit, type LightgbmTraining, trainLightgbm } from './models/gbdt/lightgbm/train.ts'
export type { Model as TreeModel } from './models/gbdt/prediction/forest.ts'
export { createPredictor, type Predictor, type PredictorOptions } from './models/gbdt/prediction/predictor.ts'
export { bestRounds, type RoundRange } from './models/gbdt/prediction/rounds.ts'
export type { RowRange } from './models/gbdt/prediction/row-range.ts'
export type { Predictions } from './models/gbdt/prediction/sums.ts'
export type { FitOptions } from './models/gbdt/training/fit-options.ts'
export type { FitHistory } from './models/gbdt/training/history.ts'
export { binForXgboost, type XgboostBinOptions, type XgboostBins } from './models/gbdt/xgboost/bins/bins.ts'
export type { XgboostModel, XgboostTree } from './models/gbdt/xgboost/model.ts'
export type { XgboostOptions, XgboostParams } from './models/gbdt/xgboost/params.ts'
export { trainXgboost, type XgboostFit, type XgboostTraining } from './models/gbdt/xgboost/train.ts'
export { createDlinear } from './models/nets/baselines/dlinear.ts'
export { type DlinearConfig, dlinearConfig } from './models/nets/baselines/dlinear-config.ts'
export { repeatLast } from './models/nets/baselines/repeat-last.ts'
export { fitRidge, forecastRidge, type Ridge } from './models/nets/baselines/ridge.ts'
export { createNet, type NetSpec } from './models/nets/create-net.ts'
export { type FitRecord, modelOfFit } from './models/nets/file/fit-model.ts'
export { type NetModel, netModel, type RestoredNet, restoreNet } from './models/nets/file/net-model.ts'
export {
  fitNet,
  type NetFit,
  type NetTask,
  type PanelOrigins,
  type WindowReport,
} from './models/nets/fit.ts'
export type { Kit } from './models/nets/kit/kit.ts'
export { type Head, type Net, type NetConfig, type NetKind, warmupBars } from './models/nets/net.ts'
export { type NhitsConfig, nhitsConfig } from './models/nets/nhits/config.ts'
export { createNhits } from './models/nets/nhits/nhits.ts'
export { type PatchtstConfig, patchtstConfig } from './models/nets/patchtst/config.ts'
export { createPatchtst } from './models/nets/patchtst/patchtst.ts'
export { type PredictOptions, predictNet } from './models/nets/predict.ts'
export { changesOf } from './models/nets/signal/changes.ts'
export { type QuantileDistribution, QuantileReader } from './models/nets/signal/quantile-distribution.ts'
export {
  atStep,
  expectationsOf,
  type SignalColumns,
  signalsFromProbabilities,
  signalsFromQuantiles,
} from './models/nets/signal/signals.ts'
export type { Checkpoint, Evaluation } from './models/nets/training/checkpoint.ts'
export { evaluateNet } from './models/nets/training/evaluate.ts'
export type { Loss, Recipe, Schedule } from './models/nets/training/recipe.ts'
export { recipeFor } from './models/nets/training/recipe-for.ts'
export { type TrainingOptions, type TrainingResult, trainNet } from './models/nets/training/train.ts'
export {
  disposeNet,
  loadWeights,
  trainedCount,
  type WeightValues,
  weightsOf,
} from './models/nets/weights.ts'
export { originsWithin } from './models/nets/windows/origins.ts'
export type { Panel, SeriesColumn } from './models/nets/windows/panel.ts'
export type { Scaling } from './models/nets/windows/scaling.ts'
export { truthOf } from './models/nets/windows/truth.ts'
export {
  type UsableOptions,
  type UsableWindows,
  usableWindows,
  windowsAt,
} from './models/nets/windows/usable.ts'
export type { WindowSet } from './models/nets/windows/window-set.ts'
export { renderReport } from './report/render-report.ts'
export { type BacktestOptions, runBacktest } from './research/backtest.ts'
export type { Coverage, Finding, LeakCertificate } from './research/leaks/certificate.ts'
export { type LeakOptions, leakCertificate } from './research/leaks/leak-certificate.ts'
export { computeMetrics, type Metrics } from './research/metrics.ts'
export { readingsOf } from './research/readings.ts'
export type { BacktestResult } from './research/result.ts'
export { gridOfParams, Sweep, type SweepRow } from './research/sweep.ts'
export * from './strategy.ts'
