import { averageLoss, averageWin } from './average-trade.ts'
import type { TradeTally } from './trade-tally.ts'

/** Average win ÷ average loss. null unless there are both. */
export function payoffRatio(tally: TradeTally): number | null {
  const win = averageWin(tally)
  const loss = averageLoss(tally)
  return win === null || loss === null ? null : win / loss
}
