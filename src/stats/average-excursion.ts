import type { TradeTally } from './trade-tally.ts'

/**
 * Means over closed trades of how far they went against us (MAE) and for us (MFE) while they were held, shares of
 * the entry price. null without trades of that kind.
 * Source: Sweeney, Maximum adverse excursion, Wiley 1997.
 */
export function averageAdverseExcursion({ adverse, count }: TradeTally): number | null {
  return count === 0 ? null : adverse / count
}

export function averageFavourableExcursion({ favourable, count }: TradeTally): number | null {
  return count === 0 ? null : favourable / count
}

/** MAE of the winning trades: what had to be endured to win; a stop much nearer would have cost wins. */
export function winsAdverseExcursion({ winsAdverse, wins }: TradeTally): number | null {
  return wins === 0 ? null : winsAdverse / wins
}

/** MFE of the losing trades: what was there to be taken and was not. */
export function lossesFavourableExcursion({ lossesFavourable, losses }: TradeTally): number | null {
  return losses === 0 ? null : lossesFavourable / losses
}
