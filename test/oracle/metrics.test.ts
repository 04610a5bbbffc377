import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../src/core/normal.ts'
import { cagr } from '../../src/stats/cagr.ts'
import { dailyReturns } from '../../src/stats/daily-returns.ts'
import { equityProfile } from '../../src/stats/equity-profile.ts'
import { expectedShortfall } from '../../src/stats/expected-shortfall.ts'
import { kurtosis } from '../../src/stats/kurtosis.ts'
import { monthlyReturns } from '../../src/stats/monthly-returns.ts'
import { rollingSharpe } from '../../src/stats/rolling-sharpe.ts'
import { sharpe } from '../../src/stats/sharpe.ts'
import { skewness } from '../../src/stats/skewness.ts'
import { sortino } from '../../src/stats/sortino.ts'
import { totalReturn } from '../../src/stats/total-return.ts'
import { valueAtRisk } from '../../src/stats/value-at-risk.ts'
import { volatility } from '../../src/stats/volatility.ts'
import { expectClose } from '../support/close.ts'

interface ReturnsCase {
  returns: number[]
  sharpe: number
  sortino: number
  volatility: number
  valueAtRisk: number
  expectedShortfall: number
  maxDrawdown: number
  totalReturn: number
  cagr: number
  skewness: number
  kurtosis: number
  rollingSharpe30: (number | null)[]
  days: number
}

interface EquityCase {
  times: number[]
  equity: number[]
  dayEnds: number[]
  daily: number[]
  months: [year: number, month: number][]
  monthly: number[]
  maxDrawdown: number
  mean: number
}

interface Golden {
  normal: { cdf: [number, number][]; quantile: [number, number][] }
  returns: ReturnsCase[]
  equity: EquityCase[]
}

const golden = JSON.parse(readFileSync(new URL('../golden/metrics.json', import.meta.url), 'utf8')) as Golden

const DAY_MS = 86_400_000

/** Equity at the end of each day that grows by the returns from 100. */
function grown(returns: readonly number[]): Float64Array {
  let value = 100
  return Float64Array.from(returns, (each) => {
    value *= 1 + each
    return value
  })
}

describe.each(golden.returns)('$days daily returns as empyrical and scipy see them', (wanted) => {
  const returns = Float64Array.from(wanted.returns)
  const sorted = returns.toSorted()

  test('ratios', () => {
    expectClose(sharpe(returns), wanted.sharpe)
    expectClose(sortino(returns), wanted.sortino)
    expectClose(volatility(returns), wanted.volatility)
  })

  test('tails', () => {
    expectClose(valueAtRisk(sorted), wanted.valueAtRisk)
    expectClose(expectedShortfall(sorted), wanted.expectedShortfall)
    expectClose(skewness(returns), wanted.skewness)
    expectClose(kurtosis(returns), wanted.kurtosis)
  })

  test('growth and drawdown', () => {
    const equity = grown(wanted.returns)
    const times = Float64Array.from(equity, (_, day) => (day + 1) * DAY_MS)
    const profile = equityProfile(times, equity, 100, 0)
    expectClose(profile.drawdown.share, wanted.maxDrawdown)
    expectClose(totalReturn(100, equity.at(-1)!), wanted.totalReturn)
    expectClose(cagr(100, equity.at(-1)!, wanted.days * DAY_MS), wanted.cagr)
    for (const [day, value] of dailyReturns(profile.dailyEquity, 100).entries())
      expectClose(value, returns[day]!)
  })

  test('rolling Sharpe over 30 days', () => {
    const rolling = rollingSharpe(returns, 30)
    wanted.rollingSharpe30.forEach((value, day) => {
      if (value === null) expect(rolling[day]).toBeNaN()
      else expectClose(rolling[day]!, value, 1e-9)
    })
  })
})

describe.each(golden.equity)('an hourly equity curve as pandas and numpy see it', (wanted) => {
  const times = Float64Array.from(wanted.times)
  const equity = Float64Array.from(wanted.equity)
  const profile = equityProfile(times, equity, 10_000, times[0]! - 3_600_000)

  test('days', () => {
    expect(Array.from(profile.dayEnds)).toEqual(wanted.dayEnds)
    expect(Array.from(profile.dailyEquity)).toEqual(wanted.daily)
    expectClose(profile.mean, wanted.mean)
  })

  test('months', () => {
    const months = monthlyReturns(profile.dayEnds, profile.dailyEquity, 10_000)
    expect(months.map(({ year, month }) => [year, month])).toEqual(wanted.months)
    for (const [index, { value }] of months.entries()) expectClose(value, wanted.monthly[index]!)
  })

  test('drawdown', () => expectClose(profile.drawdown.share, wanted.maxDrawdown))
})

describe('the normal distribution as scipy sees it', () => {
  test.each(golden.normal.cdf)('Φ(%f)', (x, wanted) => {
    expect(Math.abs(normalCdf(x) - wanted)).toBeLessThan(1e-15)
  })

  test.each(golden.normal.quantile)('Φ⁻¹(%f)', (p, wanted) => expectClose(normalQuantile(p), wanted, 1e-14))
})
