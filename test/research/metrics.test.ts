import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { computeMetrics, type Metrics } from '../../src/research/metrics.ts'
import type { BacktestResult } from '../../src/research/result.ts'
import { expectClose } from '../support/close.ts'
import { fillOf, tradeOf } from '../support/fills.ts'
import { sampleInstrument, sampleMarket } from '../support/sample-market.ts'
import { sampleResult } from '../support/sample-result.ts'

const DAY = 86_400_000

const none = new Float64Array(0)
const NO_PRICES = { opens: none, highs: none, lows: none }

/** A run of daily bars from 100, in which nothing else happened. */
function quietRun(equity: readonly number[], given: Partial<BacktestResult> = {}): BacktestResult {
  return {
    ...sampleResult(sampleMarket({ instruments: 1, bars: 3 })),
    dataset: { name: 'd', hash: 'h', isSynthetic: false, timeframe: '1d' },
    instruments: [sampleInstrument('BTCUSDT', { lotStep: 0.1 })],
    initialEquity: 100,
    times: Float64Array.from(equity, (_, day) => (day + 1) * DAY),
    equity: Float64Array.from(equity),
    fills: [],
    trades: [],
    openPositions: [],
    fundingPayments: [],
    refusals: [],
    governorChanges: [],
    marks: [
      {
        ...NO_PRICES,
        times: Float64Array.from(equity, (_, day) => day * DAY),
        closes: Float64Array.from(equity, () => 100),
      },
    ],
    account: { realised: 0, unrealised: 0, fees: 0, funding: 0 },
    ...given,
  }
}

/** Every number in the metrics, by its path. */
function numbersOf(value: unknown, path = ''): [path: string, value: number][] {
  if (typeof value === 'number') return [[path, value]]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => numbersOf(inner, `${path}.${key}`))
}

describe('four days computed by hand', () => {
  // Returns +10 %, −20 %, 0 %, +25 %: 110, 88, 88, 110.
  const fills = [fillOf(0, 30), { ...fillOf(2 * DAY, -30, 'signal'), reference: 101 }]
  const trades = [tradeOf({ closeTime: 2 * DAY, profit: 12, fees: 1, funding: 0.5, grossProfit: 13.5 })]
  const metrics = computeMetrics(quietRun([110, 88, 88, 110], { fills, trades }))
  const deviation = Math.sqrt((0.1 ** 2 + 0.2 ** 2 + 0.25 ** 2 - 4 * 0.0375 ** 2) / 3)

  test('returns', () => {
    expect(metrics).toMatchObject({
      days: 4,
      bars: 4,
      initialEquity: 100,
      finalEquity: 110,
      startTime: 0,
      endTime: 4 * DAY,
    })
    expectClose(metrics.totalReturn, 0.1)
    expectClose(metrics.cagr, 1.1 ** (365.25 / 4) - 1)
    expectClose(metrics.volatility, deviation * Math.sqrt(365))
    expectClose(metrics.sharpe, (0.0375 / deviation) * Math.sqrt(365))
    expectClose(metrics.sortino, (0.0375 / 0.1) * Math.sqrt(365)) // √(0.2² / 4)
    expectClose(metrics.bestDay, 0.25)
    expectClose(metrics.worstDay, -0.2)
    expectClose(metrics.valueAtRisk95, 0.2 * 0.85) // 0.15 of the way from −20 % to 0 %
    expectClose(metrics.conditionalValueAtRisk95, 0.2)
  })

  test('drawdown', () => {
    expectClose(metrics.maxDrawdown, 0.2)
    expect(metrics).toMatchObject({
      maxDrawdownDays: 3,
      maxDrawdownPeakTime: DAY,
      maxDrawdownTroughTime: 2 * DAY,
      maxDrawdownRecoveryTime: 4 * DAY,
    })
    expectClose(metrics.calmar, metrics.cagr! / 0.2)
  })

  test('trades and activity', () => {
    expect(metrics).toMatchObject({
      trades: 1,
      wins: 1,
      winRate: 1,
      averageTrade: 12,
      averageHoldingHours: 48,
    })
    expect(metrics).toMatchObject({
      profitFactor: null,
      averageLoss: null,
      largestLoss: null,
      tradesPerDay: 0.25,
    })
    expect(metrics.exposure).toBe(0.5)
    expectClose(metrics.tradedNotional, 2 * 30 * 0.1 * 100)
    expectClose(metrics.turnover, (600 * (365.25 / 4)) / 99)
    expectClose(metrics.slippage, 3) // 3 units sold 1 below the reference
  })

  test('groups', () => {
    const group = {
      trades: 1,
      winRate: 1,
      profitFactor: null,
      averageTrade: 12,
      grossProfit: 13.5,
      fees: 1,
      funding: 0.5,
      profit: 12,
      averageR: null,
      averageHoldingHours: 48,
      averageAdverseExcursion: 0,
      averageFavourableExcursion: 0,
    }
    expect(metrics.byInstrument).toEqual([{ key: 'BTCUSDT', ...group }])
    expect(metrics.bySide).toEqual([{ key: 'long', ...group }])
    expect(metrics.byExitReason).toEqual([{ key: 'signal', ...group }])
    expect(metrics.byConfidence).toEqual([{ key: '0.50–0.60', ...group }])
    expect(metrics.byRegime).toEqual([{ key: 'normal', ...group }])
  })
})

describe('what is not defined is null', () => {
  const none = {
    sharpe: null,
    sortino: null,
    calmar: null,
    probabilisticSharpe: null,
    minTrackRecordDays: null,
  }

  test('a run in which nothing happened', () => {
    expect(computeMetrics(quietRun([100, 100, 100]))).toMatchObject({
      ...none,
      volatility: 0,
      cagr: 0,
      maxDrawdown: 0,
      maxDrawdownDays: 0,
      maxDrawdownPeakTime: null,
      maxDrawdownRecoveryTime: null,
      winRate: null,
      averageHoldingHours: null,
      exposure: 0,
      turnover: 0,
      byInstrument: [],
    })
  })

  test('a single bar', () => {
    expect(computeMetrics(quietRun([101]))).toMatchObject({
      ...none,
      volatility: null,
      skewness: null,
      kurtosis: null,
    })
  })

  test('a ruined account', () => {
    const metrics = computeMetrics(quietRun([50, -5, -5]))
    expect(metrics).toMatchObject({ cagr: -1, maxDrawdown: 1.05 })
    expectClose(metrics.totalReturn, -1.05)
  })
})

describe('of any run', () => {
  const runs = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    bars: fc.integer({ min: 1, max: 400 }),
    holdBars: fc.integer({ min: 2, max: 60 }),
  })
  const resultOf = ({ seed, bars, holdBars }: { seed: number; bars: number; holdBars: number }) =>
    sampleResult(sampleMarket({ instruments: 3, bars, seed }), { seed, holdBars })

  test('every number is finite', () => {
    fc.assert(
      fc.property(runs, (run) => {
        for (const [path, value] of numbersOf(computeMetrics(resultOf(run))))
          expect(value, path).toSatisfy(Number.isFinite)
      }),
      { numRuns: 60 },
    )
  })

  test('each way of grouping adds up to all trades', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const result = resultOf(run)
        const metrics = computeMetrics(result)
        const profit = [...result.trades].reduce((sum, trade) => sum + trade.profit, 0)
        for (const cut of [
          'byInstrument',
          'bySide',
          'byExitReason',
          'byConfidence',
          'byRegime',
        ] as const satisfies (keyof Metrics)[]) {
          expect(metrics[cut].reduce((sum, group) => sum + group.trades, 0)).toBe(result.trades.length)
          expectClose(
            metrics[cut].reduce((sum, group) => sum + group.profit, 0),
            profit,
            1e-9,
          )
        }
      }),
      { numRuns: 30 },
    )
  })

  test('twice the same run gives the same text', () => {
    const run = { seed: 3, bars: 200, holdBars: 12 }
    expect(JSON.stringify(computeMetrics(resultOf(run)))).toBe(JSON.stringify(computeMetrics(resultOf(run))))
  })
})
