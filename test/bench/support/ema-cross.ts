import type { Strategy } from '../../../src/authoring/strategy.ts'
import { PLAIN_RULES, type TradingRules } from '../../../src/engine/rules.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { type BacktestOptions, runBacktest } from '../../../src/research/backtest.ts'
import { computeMetrics, type Metrics } from '../../../src/research/metrics.ts'
import type { BacktestResult } from '../../../src/research/result.ts'
import emaCross from '../../../strategies/ema-cross.ts'

/** The strategy of the single-run benchmarks: always in the market after the first cross of EMA 12 and 26. */
export const EMA_CROSS = emaCross as unknown as Strategy
export const EMA_PERIODS = { fast: 12, slow: 26 } as const

/** Positions small beside the account: it lives through hundreds of thousands of fees. */
export const CROSS_RULES: TradingRules = {
  ...PLAIN_RULES,
  initialEquity: 1e7,
  sizing: { kind: 'notional', notional: 1_000 },
}

/** The same with every exit there is, on isolated margin so that each position has a liquidation price of its own. */
export const FULL_RULES: TradingRules = {
  ...CROSS_RULES,
  leverage: 20,
  marginMode: 'isolated',
  exits: { stopPct: 0.004, targetPct: 0.005, targetShare: 0.5, trailPct: 0.003, breakEvenAt: 0.5 },
}

export interface Finished {
  readonly result: BacktestResult
  readonly metrics: Metrics
}

/** Features, decisions, fills, equity and every metric, from columns in memory. */
export function runAll(data: MarketData, rules: TradingRules, driver: 'scan' | 'replay' = 'scan'): Finished {
  const result = runBacktest(crossOptions(data, rules, driver))
  return { result, metrics: computeMetrics(result) }
}

export function crossOptions(
  data: MarketData,
  rules: TradingRules,
  driver: 'scan' | 'replay',
): BacktestOptions {
  return { data, strategy: EMA_CROSS, params: EMA_PERIODS, rules, seed: 1, codeHash: '', driver }
}
