import { ORDER_REASONS, REASON_CODE, type Trade } from '../market/records.ts'
import { CONFIDENCE_BUCKETS, confidenceBucket } from './confidence-bucket.ts'
import { REGIMES, regimeBucket } from './regime-bucket.ts'
import { addTally, addTrade, emptyTally, type TradeTally } from './trade-tally.ts'

/** The closed trades that agree in all five properties. */
export interface TradeCell {
  readonly instrument: number
  /** 0 long, 1 short. */
  readonly side: number
  /** Index in ORDER_REASONS. */
  readonly reason: number
  /** Index in CONFIDENCE_BUCKETS. */
  readonly bucket: number
  /** Index in REGIMES. */
  readonly regime: number
  readonly tally: TradeTally
}

/**
 * Tallies closed trades by instrument, side, exit reason, confidence bucket and regime at once, so that the trades
 * are read a single time however many ways they are grouped. Cells without trades are absent; the others are in
 * the order of their properties.
 */
export function tradeCube(trades: Iterable<Trade>): TradeCell[] {
  const cells = new Map<number, TradeCell>()
  for (const trade of trades) {
    const place = placeOf(trade)
    const index = indexOf(place)
    let cell = cells.get(index)
    if (!cell) {
      cell = { ...place, tally: emptyTally() }
      cells.set(index, cell)
    }
    addTrade(cell.tally, trade)
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell)
}

type Place = Omit<TradeCell, 'tally'>

function placeOf({ instrument, side, exitReason, confidence, regime }: Trade): Place {
  return {
    instrument,
    side: side > 0 ? 0 : 1,
    reason: REASON_CODE[exitReason],
    bucket: confidenceBucket(confidence),
    regime: regimeBucket(regime),
  }
}

function indexOf({ instrument, side, reason, bucket, regime }: Place): number {
  const bySide = (instrument * 2 + side) * ORDER_REASONS.length + reason
  return (bySide * CONFIDENCE_BUCKETS.length + bucket) * REGIMES.length + regime
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
