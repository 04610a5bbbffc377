import type { Trade } from '../market/records.ts'

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
  }
}

/** Adds one closed trade. */
export function addTrade(tally: TradeTally, trade: Trade): void {
  const profit = trade.profit
  tally.count++
  if (profit > 0) {
    tally.wins++
    tally.gained += profit
    if (profit > tally.largestWin) tally.largestWin = profit
  } else if (profit < 0) {
    tally.losses++
    tally.lost -= profit
    if (-profit > tally.largestLoss) tally.largestLoss = -profit
  }
  tally.gross += trade.grossProfit
  tally.fees += trade.fees
  tally.funding += trade.funding
  tally.holdingMs += trade.closeTime - trade.openTime
  tally.returns += profit / (trade.quantity * trade.entryPrice)
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
}
