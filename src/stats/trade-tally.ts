import type { Trade } from '../market/records.ts'
import { rMultiple } from './r-multiple.ts'

/** Sums over closed trades, from which every trade metric follows. Amounts in quote units. */
export interface TradeTally {
  count: number
  /** Trades with profit > 0, after fees and funding. */
  wins: number
  /** Trades with profit < 0. */
  losses: number
  /** Profit of the winning trades. */
  gained: number
  /** Loss of the losing trades, ≥ 0. */
  lost: number
  /** Largest profit and largest loss of one trade, both ≥ 0. */
  largestWin: number
  largestLoss: number
  /** Before fees and funding. */
  gross: number
  fees: number
  funding: number
  holdingMs: number
  /** Sum of profit ÷ entry notional. */
  returns: number
  /** Trades that had a stop from the start, and the sum of their R-multiples. */
  stopped: number
  multiples: number
  /** Sums of MAE and MFE (shares of the entry price), and those of MAE over wins, MFE over losses. */
  adverse: number
  favourable: number
  winsAdverse: number
  lossesFavourable: number
  /** Trades whose target filled, and whose stop trailed. */
  partials: number
  trailed: number
}

export function emptyTally(): TradeTally {
  return {
    count: 0,
    wins: 0,
    losses: 0,
    gained: 0,
    lost: 0,
    largestWin: 0,
    largestLoss: 0,
    gross: 0,
    fees: 0,
    funding: 0,
    holdingMs: 0,
    returns: 0,
    stopped: 0,
    multiples: 0,
    adverse: 0,
    favourable: 0,
    winsAdverse: 0,
    lossesFavourable: 0,
    partials: 0,
    trailed: 0,
  }
}

/** Adds one closed trade. */
export function addTrade(tally: TradeTally, trade: Trade): void {
  tally.count++
  if (trade.profit > 0) addWin(tally, trade)
  else if (trade.profit < 0) addLoss(tally, trade)
  tally.gross += trade.grossProfit
  tally.fees += trade.fees
  tally.funding += trade.funding
  tally.holdingMs += trade.closeTime - trade.openTime
  tally.returns += trade.profit / (trade.quantity * trade.entryPrice)
  addLife(tally, trade)
}

function addWin(tally: TradeTally, { profit, adverseExcursion }: Trade): void {
  tally.wins++
  tally.gained += profit
  tally.winsAdverse += adverseExcursion
  if (profit > tally.largestWin) tally.largestWin = profit
}

function addLoss(tally: TradeTally, { profit, favourableExcursion }: Trade): void {
  tally.losses++
  tally.lost -= profit
  tally.lossesFavourable += favourableExcursion
  if (-profit > tally.largestLoss) tally.largestLoss = -profit
}

function addLife(tally: TradeTally, trade: Trade): void {
  tally.adverse += trade.adverseExcursion
  tally.favourable += trade.favourableExcursion
  if (!Number.isNaN(trade.partialTime)) tally.partials++
  if (!Number.isNaN(trade.trailingTime)) tally.trailed++
  if (Number.isNaN(trade.initialRisk)) return
  tally.stopped++
  tally.multiples += rMultiple(trade)
}

/** Adds the sums of another tally. */
export function addTally(tally: TradeTally, other: TradeTally): void {
  tally.count += other.count
  tally.wins += other.wins
  tally.losses += other.losses
  tally.gained += other.gained
  tally.lost += other.lost
  tally.largestWin = Math.max(tally.largestWin, other.largestWin)
  tally.largestLoss = Math.max(tally.largestLoss, other.largestLoss)
  tally.gross += other.gross
  tally.fees += other.fees
  tally.funding += other.funding
  tally.holdingMs += other.holdingMs
  tally.returns += other.returns
  tally.stopped += other.stopped
  tally.multiples += other.multiples
  tally.adverse += other.adverse
  tally.favourable += other.favourable
  tally.winsAdverse += other.winsAdverse
  tally.lossesFavourable += other.lossesFavourable
  tally.partials += other.partials
  tally.trailed += other.trailed
}
