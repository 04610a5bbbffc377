import type { TradeTally } from './trade-tally.ts'

/** Mean profit of a closed trade after costs, quote units. null without trades. */
export function averageTrade({ gained, lost, count }: TradeTally): number | null {
  return count === 0 ? null : (gained - lost) / count
}

/** Mean of profit ÷ entry notional (largest size × average entry price), a share. null without trades. */
export function averageTradeReturn({ returns, count }: TradeTally): number | null {
  return count === 0 ? null : returns / count
}

/** Mean profit of the winning trades, quote units. null without one. */
export function averageWin({ gained, wins }: TradeTally): number | null {
  return wins === 0 ? null : gained / wins
}

/** Mean loss of the losing trades, quote units, ≥ 0. null without one. */
export function averageLoss({ lost, losses }: TradeTally): number | null {
  return losses === 0 ? null : lost / losses
}
