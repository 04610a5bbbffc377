import { DAY_MS } from '../core/time.ts'
import { cagr } from '../stats/cagr.ts'
import { calmar } from '../stats/calmar.ts'
import { dailyReturns } from '../stats/daily-returns.ts'
import type { EquityProfile } from '../stats/equity-profile.ts'
import { expectedShortfall } from '../stats/expected-shortfall.ts'
import { kurtosis } from '../stats/kurtosis.ts'
import { minTrackRecord } from '../stats/min-track-record.ts'
import { probabilisticSharpe } from '../stats/probabilistic-sharpe.ts'
import { sharpe, sharpePerPeriod } from '../stats/sharpe.ts'
import { skewness } from '../stats/skewness.ts'
import { sortino } from '../stats/sortino.ts'
import { totalReturn } from '../stats/total-return.ts'
import { valueAtRisk } from '../stats/value-at-risk.ts'
import { volatility } from '../stats/volatility.ts'

/** Figures of the equity curve: return, risk, and how much the record is worth. */
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

export function equityMetrics(profile: EquityProfile, bars: number): EquityMetrics {
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
