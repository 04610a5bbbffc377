import {
  averageAdverseExcursion,
  averageFavourableExcursion,
  lossesFavourableExcursion,
  winsAdverseExcursion,
} from '../stats/average-excursion.ts'
import { averageR } from '../stats/average-r.ts'
import { averageLoss, averageTrade, averageTradeReturn, averageWin } from '../stats/average-trade.ts'
import { expectancy } from '../stats/expectancy.ts'
import { averageHoldingHours } from '../stats/holding-time.ts'
import { partialShare, trailingShare } from '../stats/life-shares.ts'
import { payoffRatio } from '../stats/payoff-ratio.ts'
import { profitFactor } from '../stats/profit-factor.ts'
import type { TradeTally } from '../stats/trade-tally.ts'
import { winRate } from '../stats/win-rate.ts'

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
  /** Mean profit in units of what the first stop would have lost: the expectancy in R. */
  readonly averageR: number | null
  /** Means of MAE and MFE, shares of the entry price, over all trades, the wins, the losses. */
  readonly averageAdverseExcursion: number | null
  readonly averageFavourableExcursion: number | null
  readonly winsAdverseExcursion: number | null
  readonly lossesFavourableExcursion: number | null
  /** Shares of trades whose target filled, whose stop trailed. */
  readonly partialShare: number | null
  readonly trailingShare: number | null
}

export function tradeMetrics(tally: TradeTally): TradeMetrics {
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
    averageR: averageR(tally),
    averageAdverseExcursion: averageAdverseExcursion(tally),
    averageFavourableExcursion: averageFavourableExcursion(tally),
    winsAdverseExcursion: winsAdverseExcursion(tally),
    lossesFavourableExcursion: lossesFavourableExcursion(tally),
    partialShare: partialShare(tally),
    trailingShare: trailingShare(tally),
  }
}
