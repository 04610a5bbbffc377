import { describe, expect, it } from 'vitest'
import type { Strategy } from '../../src/authoring/strategy.ts'
import { PLAIN_RULES } from '../../src/engine/rules.ts'
import { runBacktest } from '../../src/research/backtest.ts'
import { computeMetrics } from '../../src/research/metrics.ts'
import { gridOfParams, Sweep } from '../../src/research/sweep.ts'
import donchian from '../../strategies/donchian-breakout.ts'
import emaCross from '../../strategies/ema-cross.ts'
import fundingCarry from '../../strategies/funding-carry.ts'
import { sampleMarket } from '../support/sample-market.ts'

describe('a sweep', () => {
  it('gives of each cell the figures of a run of its own', () => {
    const cases: [unknown, Record<string, number[]>, number][] = [
      [emaCross, { fast: [5, 8], slow: [20, 30, 40] }, 1],
      [donchian, { entry: [10, 20], exit: [5, 10] }, 1],
      [fundingCarry, { settlements: [3, 9], threshold: [0, 1e-5] }, 2],
    ]
    for (const [definition, grid, instruments] of cases) {
      const strategy = definition as Strategy
      const data = sampleMarket({ instruments, bars: 1500 })
      const sweep = new Sweep({ data, strategy, rules: PLAIN_RULES, cachedColumns: 2 })
      for (const params of gridOfParams(grid)) {
        const run = runBacktest({ data, strategy, params, rules: PLAIN_RULES, seed: 1, codeHash: '' })
        const metrics = computeMetrics(run)
        expect(sweep.evaluate(params)).toEqual({
          totalReturn: metrics.totalReturn,
          sharpe: metrics.sharpe ?? Number.NaN,
          maxDrawdown: metrics.maxDrawdown,
          trades: metrics.trades,
          winRate: metrics.winRate ?? Number.NaN,
          fees: metrics.fees,
        })
      }
    }
  })

  it('walks a grid with the last parameter running fastest', () => {
    expect(gridOfParams({ a: [1, 2], b: [3, 4] })).toEqual([
      { a: 1, b: 3 },
      { a: 1, b: 4 },
      { a: 2, b: 3 },
      { a: 2, b: 4 },
    ])
  })
})
