import type { TradingRules } from '../../engine/rules.ts'
import type { MarketData } from '../../market/market-data.ts'
import { type ParamSet, Sweep, type SweepRow } from '../../research/sweep.ts'
import { loadStrategy } from '../strategies.ts'
import { serve } from './serve.ts'

/** What a sweep worker is started with. */
export interface SweepStart {
  readonly data: MarketData
  readonly strategyFile: string
  readonly rules: TradingRules
  readonly cachedColumns: number
}

await serve<SweepStart, readonly ParamSet[], SweepRow[]>(
  async ({ data, strategyFile, rules, cachedColumns }) => {
    const { strategy } = await loadStrategy([], strategyFile)
    const sweep = new Sweep({ data, strategy, rules, cachedColumns })
    return (sets) => sets.map((set) => sweep.evaluate(set))
  },
)
