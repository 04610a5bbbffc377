import { DAY_MS, TIMEFRAME_MS } from '../core/time.ts'
import { averageLoss, averageTrade, averageTradeReturn, averageWin } from '../stats/average-trade.ts'
import { cagr } from '../stats/cagr.ts'
import { calmar } from '../stats/calmar.ts'
import { dailyReturns } from '../stats/daily-returns.ts'
import { type EquityProfile, equityProfile } from '../stats/equity-profile.ts'
import { expectancy } from '../stats/expectancy.ts'
import { expectedShortfall } from '../stats/expected-shortfall.ts'
import { ExposureCount } from '../stats/exposure.ts'
import { averageHoldingHours } from '../stats/holding-time.ts'
import { kurtosis } from '../stats/kurtosis.ts'
import { minTrackRecord } from '../stats/min-track-record.ts'
import { payoffRatio } from '../stats/payoff-ratio.ts'
import { probabilisticSharpe } from '../stats/probabilistic-sharpe.ts'
import { profitFactor } from '../stats/profit-factor.ts'
import { sharpe, sharpePerPeriod } from '../stats/sharpe.ts'
import { skewness } from '../stats/skewness.ts'
import { slippageCost } from '../stats/slippage.ts'
import { sortino } from '../stats/sortino.ts'
import { totalReturn } from '../stats/total-return.ts'
import { sliceCube, tradeCube } from '../stats/trade-cube.ts'
import type { TradeTally } from '../stats/trade-tally.ts'
import { tradesPerDay } from '../stats/trades-per-day.ts'
import { turnover } from '../stats/turnover.ts'
import { valueAtRisk } from '../stats/value-at-risk.ts'
import { volatility } from '../stats/volatility.ts'
import { winRate } from '../stats/win-rate.ts'
import type { BacktestResult } from './result.ts'
import { type TradeGroups, tradeGroups } from './trade-groups.ts'

/**
 * Every figure of a run, JSON-safe: times are epoch ms, shares are not percent, amounts are quote units, losses
 * (drawdown, VaR, average loss) are positive, and a figure that is not defined is null. What makes it undefined
 * is said in the docstring of the function of its name in src/stats.
 */
export interface Metrics extends EquityMetrics, TradeMetrics, ActivityMetrics, TradeGroups {
  /** True where the data was generated: say so wherever a figure is shown. */
  readonly isSynthetic: boolean
}

export interface EquityMetrics {
  readonly startTime: number
  readonly endTime: number
  readonly bars: number
  /** UTC days from the first bar's to the last bar's: the number of daily returns. */
  readonly days: number
  readonly initialEquity: number
  readonly finalEquity: number
  readonly totalReturn: number
  readonly cagr: number | null
  readonly volatility: number | null
  readonly sharpe: number | null
  readonly sortino: number | null
  readonly calmar: number | null
  readonly maxDrawdown: number
  readonly maxDrawdownDays: number
  readonly maxDrawdownPeakTime: number | null
  readonly maxDrawdownTroughTime: number | null
  /** null while the peak has not been reached again. */
  readonly maxDrawdownRecoveryTime: number | null
  readonly valueAtRisk95: number | null
  readonly conditionalValueAtRisk95: number | null
  readonly bestDay: number
  readonly worstDay: number
  readonly skewness: number | null
  readonly kurtosis: number | null
  /** Probability that the true Sharpe ratio is above 0. */
  readonly probabilisticSharpe: number | null
  /** Days of such a record needed to say so with 95 % confidence. */
  readonly minTrackRecordDays: number | null
}

/** Of closed trades, after fees and funding. */
export interface TradeMetrics {
  readonly trades: number
  readonly wins: number
  readonly losses: number
  readonly winRate: number | null
  readonly profitFactor: number | null
  readonly expectancy: number | null
  readonly averageTrade: number | null
  readonly averageTradeReturn: number | null
  readonly averageWin: number | null
  readonly averageLoss: number | null
  readonly payoffRatio: number | null
  readonly largestWin: number | null
  readonly largestLoss: number | null
  readonly averageHoldingHours: number | null
}

export interface ActivityMetrics {
  readonly tradesPerDay: number | null
  readonly exposure: number | null
  readonly turnover: number | null
  /** Quantity × price over all fills. */
  readonly tradedNotional: number
  readonly fees: number
  /** Against the prices before slippage; part of the price profit, not of the fees. */
  readonly slippage: number
  /** Positive means paid. */
  readonly funding: number
  readonly fills: number
  readonly refusals: number
  readonly openPositions: number
  readonly unknownFunding: number
  readonly ambiguousExits: number
  readonly fillsWithoutVolume: number
}

/** Figures of a finished run (SPEC §7.8). The same result gives the same metrics, key for key and bit for bit. */
export function computeMetrics(result: BacktestResult): Metrics {
  const profile = equityProfile(result.times, result.equity, result.initialEquity, startTimeOf(result))
  const cube = tradeCube(result.trades)
  const all = sliceCube(cube, 1, () => 0)[0]!
  const ids = result.instruments.map((instrument) => instrument.id)
  return {
    isSynthetic: result.dataset.isSynthetic,
    ...equityMetrics(profile, result.times.length),
    ...tradeMetrics(all),
    ...activityMetrics(result, profile),
    ...tradeGroups(cube, ids),
  }
}

/** When the first bar opened. */
export function startTimeOf({ times, dataset }: BacktestResult): number {
  return times[0]! - TIMEFRAME_MS[dataset.timeframe]
}

function equityMetrics(profile: EquityProfile, bars: number): EquityMetrics {
  const { initial, final, startTime, endTime, drawdown } = profile
  const returns = dailyReturns(profile.dailyEquity, initial)
  const sorted = returns.toSorted()
  const growth = cagr(initial, final, endTime - startTime)
  const hasFallen = drawdown.share > 0
  return {
    startTime,
    endTime,
    bars,
    days: returns.length,
    initialEquity: initial,
    finalEquity: final,
    totalReturn: totalReturn(initial, final),
    cagr: growth,
    volatility: volatility(returns),
    sharpe: sharpe(returns),
    sortino: sortino(returns),
    calmar: calmar(growth, drawdown.share),
    maxDrawdown: drawdown.share,
    maxDrawdownDays: drawdown.lengthMs / DAY_MS,
    maxDrawdownPeakTime: hasFallen ? drawdown.peakTime : null,
    maxDrawdownTroughTime: hasFallen ? drawdown.troughTime : null,
    maxDrawdownRecoveryTime: Number.isNaN(drawdown.recoveryTime) ? null : drawdown.recoveryTime,
    valueAtRisk95: valueAtRisk(sorted),
    conditionalValueAtRisk95: expectedShortfall(sorted),
    bestDay: sorted.at(-1)!,
    worstDay: sorted[0]!,
    ...sharpeStatistics(returns),
  }
}

function sharpeStatistics(returns: Float64Array) {
  const moments = {
    sharpe: sharpePerPeriod(returns),
    skewness: skewness(returns),
    kurtosis: kurtosis(returns),
  }
  const { sharpe: ratio, skewness: skew, kurtosis: tails } = moments
  if (ratio === null || skew === null || tails === null) {
    return { skewness: skew, kurtosis: tails, probabilisticSharpe: null, minTrackRecordDays: null }
  }
  const known = { sharpe: ratio, skewness: skew, kurtosis: tails }
  return {
    skewness: skew,
    kurtosis: tails,
    probabilisticSharpe: probabilisticSharpe(known, returns.length),
    minTrackRecordDays: minTrackRecord(known),
  }
}

function tradeMetrics(tally: TradeTally): TradeMetrics {
  return {
    trades: tally.count,
    wins: tally.wins,
    losses: tally.losses,
    winRate: winRate(tally),
    profitFactor: profitFactor(tally),
    expectancy: expectancy(tally),
    averageTrade: averageTrade(tally),
    averageTradeReturn: averageTradeReturn(tally),
    averageWin: averageWin(tally),
    averageLoss: averageLoss(tally),
    payoffRatio: payoffRatio(tally),
    largestWin: tally.wins === 0 ? null : tally.largestWin,
    largestLoss: tally.losses === 0 ? null : tally.largestLoss,
    averageHoldingHours: averageHoldingHours(tally),
  }
}

function activityMetrics(result: BacktestResult, profile: EquityProfile): ActivityMetrics {
  const { fills, instruments, trades, account, counts } = result
  const elapsedMs = profile.endTime - profile.startTime
  const exposure = new ExposureCount(result.times, instruments.length)
  let traded = 0
  let slippage = 0
  for (const fill of fills) {
    const { lotStep } = instruments[fill.instrument]!
    exposure.add(fill)
    traded += fill.lots * lotStep * fill.price
    slippage += slippageCost(fill, lotStep)
  }
  return {
    tradesPerDay: tradesPerDay(trades.length, elapsedMs),
    exposure: exposure.share(),
    turnover: turnover(traded, elapsedMs, profile.mean),
    tradedNotional: traded,
    fees: account.fees,
    slippage,
    funding: account.funding,
    fills: fills.length,
    refusals: result.refusals.length,
    openPositions: result.openPositions.length,
    unknownFunding: counts.unknownFunding,
    ambiguousExits: counts.ambiguousExits,
    fillsWithoutVolume: counts.fillsWithoutVolume,
  }
}
