import { ORDER_REASONS } from '../market/records.ts'
import { averageAdverseExcursion, averageFavourableExcursion } from '../stats/average-excursion.ts'
import { averageR } from '../stats/average-r.ts'
import { averageTrade } from '../stats/average-trade.ts'
import { CONFIDENCE_BUCKETS } from '../stats/confidence-bucket.ts'
import { averageHoldingHours } from '../stats/holding-time.ts'
import { profitFactor } from '../stats/profit-factor.ts'
import { REGIMES } from '../stats/regime-bucket.ts'
import { sliceCube, type TradeCell } from '../stats/trade-cube.ts'
import type { TradeTally } from '../stats/trade-tally.ts'
import { winRate } from '../stats/win-rate.ts'

/** The closed trades of one group; amounts in quote units. */
export interface TradeGroup {
  readonly key: string
  readonly trades: number
  readonly winRate: number | null
  readonly profitFactor: number | null
  readonly averageTrade: number | null
  /** null where no trade of the group had a stop. */
  readonly averageR: number | null
  readonly averageHoldingHours: number | null
  readonly averageAdverseExcursion: number | null
  readonly averageFavourableExcursion: number | null
  readonly grossProfit: number
  readonly fees: number
  readonly funding: number
  readonly profit: number
}

/** The same trades, cut five ways. Groups without trades are left out. */
export interface TradeGroups {
  readonly byInstrument: readonly TradeGroup[]
  readonly bySide: readonly TradeGroup[]
  readonly byExitReason: readonly TradeGroup[]
  readonly byConfidence: readonly TradeGroup[]
  /** Of the market in which they were proposed. */
  readonly byRegime: readonly TradeGroup[]
}

const SIDES = ['long', 'short']

export function tradeGroups(cube: readonly TradeCell[], instrumentIds: readonly string[]): TradeGroups {
  const slice = (keys: readonly string[], indexOf: (cell: TradeCell) => number) =>
    sliceCube(cube, keys.length, indexOf)
      .map((tally, index) => groupOf(keys[index]!, tally))
      .filter((group) => group.trades > 0)
  return {
    byInstrument: slice(instrumentIds, (cell) => cell.instrument),
    bySide: slice(SIDES, (cell) => cell.side),
    byExitReason: slice(ORDER_REASONS, (cell) => cell.reason),
    byConfidence: slice(CONFIDENCE_BUCKETS, (cell) => cell.bucket),
    byRegime: slice(REGIMES, (cell) => cell.regime),
  }
}

function groupOf(key: string, tally: TradeTally): TradeGroup {
  return {
    key,
    trades: tally.count,
    winRate: winRate(tally),
    profitFactor: profitFactor(tally),
    averageTrade: averageTrade(tally),
    averageR: averageR(tally),
    averageHoldingHours: averageHoldingHours(tally),
    averageAdverseExcursion: averageAdverseExcursion(tally),
    averageFavourableExcursion: averageFavourableExcursion(tally),
    grossProfit: tally.gross,
    fees: tally.fees,
    funding: tally.funding,
    profit: tally.gained - tally.lost,
  }
}
