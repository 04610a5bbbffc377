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
  enteredNotional = 0
  exitedUnits = 0
  exitedNotional = 0
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
    this.enteredNotional = 0
    this.exitedUnits = 0
    this.exitedNotional = 0
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
  private readonly onClosed: (trade: Trade) => void

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
      trade.enteredNotional += units * fill.price
    } else {
      trade.lots -= fill.lots
      trade.exitedUnits += units
      trade.exitedNotional += units * fill.price
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
    this.onClosed({
      instrument: last.instrument,
      side: trade.side,
      openTime: trade.openTime,
      closeTime: last.time,
      entryPrice: trade.enteredNotional / trade.enteredUnits,
      exitPrice: trade.exitedNotional / trade.exitedUnits,
      quantity: unitsOf(this.grids[last.instrument]!, trade.largestLots),
      grossProfit: trade.gross,
      fees: trade.fees,
      funding: trade.funding,
      profit: trade.gross - trade.fees - trade.funding,
      exitReason: last.reason,
      fillCount: trade.fillCount,
      confidence: trade.confidence,
    })
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
