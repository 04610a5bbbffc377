/** What `import … from 'quantum-trader'` offers a researcher or another program. */

export { type ImportOptions, importDataset } from './adapters/data/import-dataset.ts'
export { type Dataset, openDataset } from './adapters/data/open-dataset.ts'
export { ensureDemo, synthesize } from './adapters/data/synthesize.ts'
export { loadStrategy } from './adapters/strategies.ts'
export { SweepPool } from './adapters/workers/sweep-pool.ts'
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
export { renderReport } from './report/render-report.ts'
export { type BacktestOptions, runBacktest } from './research/backtest.ts'
export type { Coverage, Finding, LeakCertificate } from './research/leaks/certificate.ts'
export { type LeakOptions, leakCertificate } from './research/leaks/leak-certificate.ts'
export { computeMetrics, type Metrics } from './research/metrics.ts'
export { readingsOf } from './research/readings.ts'
export type { BacktestResult } from './research/result.ts'
export { gridOfParams, Sweep, type SweepRow } from './research/sweep.ts'
export * from './strategy.ts'
