import type { Mutable } from '../market/event.ts'
import { type Grid, unitsOf } from '../market/grid.ts'
import type { Fill, OpenPosition, Side, Trade } from '../market/records.ts'
import type { Position } from './position.ts'

/** A trade in the making: from flat to flat. One per instrument, used again for the next. */
class OpenTrade {
  side: Side = 1
  /** 0 = no trade. */
  lots = 0
  largestLots = 0
  fillCount = 0
  openTime = Number.NaN
  enteredUnits = 0
  /** Quantity-weighted average so far. */
  entryPrice = 0
  exitedUnits = 0
  exitPrice = 0
  gross = 0
  fees = 0
  funding = 0
  confidence = Number.NaN

  begin(side: Side, time: number, confidence: number): void {
    this.side = side
    this.lots = 0
    this.largestLots = 0
    this.fillCount = 0
    this.openTime = time
    this.enteredUnits = 0
    this.entryPrice = 0
    this.exitedUnits = 0
    this.exitPrice = 0
    this.gross = 0
    this.fees = 0
    this.funding = 0
    this.confidence = confidence
  }
}

/** Gathers fills and funding into trades; partial exits belong to their trade. */
export class TradeBook {
  private readonly grids: readonly Grid[]
  private readonly open: readonly OpenTrade[]
  /** Hears of each trade as it closes; the object is used again for the next. */
  private readonly onClosed: (trade: Trade) => void
  private readonly closed: Mutable<Trade> = {
    instrument: 0,
    side: 1,
    openTime: Number.NaN,
    closeTime: Number.NaN,
    entryPrice: Number.NaN,
    exitPrice: Number.NaN,
    quantity: Number.NaN,
    grossProfit: Number.NaN,
    fees: Number.NaN,
    funding: Number.NaN,
    profit: Number.NaN,
    exitReason: 'signal',
    fillCount: 0,
    confidence: Number.NaN,
  }

  constructor(grids: readonly Grid[], onClosed: (trade: Trade) => void) {
    this.grids = grids
    this.open = grids.map(() => new OpenTrade())
    this.onClosed = onClosed
  }

  /** @param realised profit that this fill realised; @param confidence of the signal behind its order */
  onFill(fill: Fill, realised: number, confidence: number): void {
    const trade = this.open[fill.instrument]!
    if (trade.lots === 0) trade.begin(fill.side, fill.time, confidence)
    const units = unitsOf(this.grids[fill.instrument]!, fill.lots)
    if (fill.side === trade.side) {
      trade.lots += fill.lots
      if (trade.lots > trade.largestLots) trade.largestLots = trade.lots
      trade.enteredUnits += units
      trade.entryPrice += (fill.price - trade.entryPrice) * (units / trade.enteredUnits)
    } else {
      trade.lots -= fill.lots
      trade.exitedUnits += units
      trade.exitPrice += (fill.price - trade.exitPrice) * (units / trade.exitedUnits)
    }
    trade.gross += realised
    trade.fees += fill.fee
    trade.fillCount++
    if (trade.lots === 0) this.close(trade, fill)
  }

  onFunding(instrument: number, payment: number): void {
    const trade = this.open[instrument]!
    if (trade.lots !== 0) trade.funding += payment
  }

  private close(trade: OpenTrade, last: Fill): void {
    const { closed } = this
    closed.instrument = last.instrument
    closed.side = trade.side
    closed.openTime = trade.openTime
    closed.closeTime = last.time
    closed.entryPrice = trade.entryPrice
    closed.exitPrice = trade.exitPrice
    closed.quantity = unitsOf(this.grids[last.instrument]!, trade.largestLots)
    closed.grossProfit = trade.gross
    closed.fees = trade.fees
    closed.funding = trade.funding
    closed.profit = trade.gross - trade.fees - trade.funding
    closed.exitReason = last.reason
    closed.fillCount = trade.fillCount
    closed.confidence = trade.confidence
    this.onClosed(closed)
  }

  /** What is still open, valued at the positions' last marks. */
  openPositions(positions: readonly Position[]): OpenPosition[] {
    return this.open.flatMap((trade, instrument) => {
      if (trade.lots === 0) return []
      const position = positions[instrument]!
      return {
        instrument,
        side: trade.side,
        quantity: Math.abs(position.units),
        entryPrice: position.entryPrice,
        markPrice: position.mark,
        unrealised: position.unrealised,
        openTime: trade.openTime,
        fees: trade.fees,
        funding: trade.funding,
      }
    })
  }

  snapshot(): TradeBookSnapshot {
    return this.open.map((trade) => ({ ...trade }))
  }

  restore(snapshot: TradeBookSnapshot): void {
    for (const [k, trade] of snapshot.entries()) Object.assign(this.open[k]!, trade)
  }
}

export type TradeBookSnapshot = readonly Omit<OpenTrade, 'begin'>[]
