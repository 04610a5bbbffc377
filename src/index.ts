/** What `import … from 'quantum-trader'` offers a researcher or another program. */

export { type ImportOptions, importDataset } from './adapters/data/import-dataset.ts'
export { type Dataset, openDataset } from './adapters/data/open-dataset.ts'
export { ensureDemo, synthesize } from './adapters/data/synthesize.ts'
export { openTreeModel, saveTreeModel } from './adapters/models/tree-model-file.ts'
export { loadStrategy } from './adapters/strategies.ts'
export { FoldPool, type FoldPoolOptions } from './adapters/workers/fold-pool.ts'
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
export { renderReport } from './report/render-report.ts'
export { type BacktestOptions, runBacktest } from './research/backtest.ts'
export type { Coverage, Finding, LeakCertificate } from './research/leaks/certificate.ts'
export { type LeakOptions, leakCertificate } from './research/leaks/leak-certificate.ts'
export { computeMetrics, type Metrics } from './research/metrics.ts'
export { readingsOf } from './research/readings.ts'
export type { BacktestResult } from './research/result.ts'
export { gridOfParams, Sweep, type SweepRow } from './research/sweep.ts'
export * from './strategy.ts'
