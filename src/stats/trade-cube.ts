import { ORDER_REASONS, type OrderReason, type Trade } from '../market/records.ts'
import { CONFIDENCE_BUCKETS, confidenceBucket } from './confidence-bucket.ts'
import { addTally, addTrade, emptyTally, type TradeTally } from './trade-tally.ts'

/** The closed trades that agree in all four properties. */
export interface TradeCell {
  readonly instrument: number
  /** 0 long, 1 short. */
  readonly side: number
  /** Index in ORDER_REASONS. */
  readonly reason: number
  /** Index in CONFIDENCE_BUCKETS. */
  readonly bucket: number
  readonly tally: TradeTally
}

const REASON_INDEX = Object.fromEntries(ORDER_REASONS.map((reason, index) => [reason, index])) as Readonly<
  Record<OrderReason, number>
>

/**
 * Tallies closed trades by instrument, side, exit reason and confidence bucket at once, so that the trades are
 * read a single time however many ways they are grouped. Cells without trades are absent.
 */
export function tradeCube(trades: Iterable<Trade>): TradeCell[] {
  const cells: (TradeCell | undefined)[] = []
  for (const trade of trades) {
    const { instrument } = trade
    const side = trade.side > 0 ? 0 : 1
    const reason = REASON_INDEX[trade.exitReason!]
    const bucket = confidenceBucket(trade.confidence)
    const index =
      ((instrument * 2 + side) * ORDER_REASONS.length + reason) * CONFIDENCE_BUCKETS.length + bucket
    cells[index] ??= { instrument, side, reason, bucket, tally: emptyTally() }
    addTrade(cells[index].tally, trade)
  }
  return cells.filter((cell) => cell !== undefined)
}

/** The cells joined into one tally a group, in the order of the groups; groups without trades stay empty. */
export function sliceCube(
  cube: readonly TradeCell[],
  groups: number,
  groupOf: (cell: TradeCell) => number,
): TradeTally[] {
  const tallies = Array.from({ length: groups }, emptyTally)
  for (const cell of cube) addTally(tallies[groupOf(cell)]!, cell.tally)
  return tallies
}
