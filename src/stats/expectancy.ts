import { averageLoss, averageWin } from './average-trade.ts'
import type { TradeTally } from './trade-tally.ts'

/**
 * Expected profit of the next trade if it is like the past ones, quote units.
 *
 *   expectancy = p(win) · average win − p(loss) · average loss
 *
 * Algebraically this is the average trade. null without trades.
 */
export function expectancy(tally: TradeTally): number | null {
  const { count, wins, losses } = tally
  if (count === 0) return null
  return (wins / count) * (averageWin(tally) ?? 0) - (losses / count) * (averageLoss(tally) ?? 0)
}
