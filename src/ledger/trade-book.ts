import { type Grid, unitsOf } from '../market/grid.ts'
import type { Fill, OpenPosition, Trade } from '../market/records.ts'
import type { Position } from './position.ts'

/** A trade in the making: from flat to flat. */
interface OpenTrade {
  side: 1 | -1
  openTime: number
  lots: number
  largestLots: number
  enteredUnits: number
  enteredNotional: number
  exitedUnits: number
  exitedNotional: number
  gross: number
  fees: number
  funding: number
  fillCount: number
  confidence: number
}

/** Gathers fills and funding into trades; partial exits belong to their trade. */
export class TradeBook {
  private readonly grids: readonly Grid[]
  private readonly open: (OpenTrade | undefined)[]
  private readonly onClosed: (trade: Trade) => void

  constructor(grids: readonly Grid[], onClosed: (trade: Trade) => void) {
    this.grids = grids
    this.open = grids.map(() => undefined)
    this.onClosed = onClosed
  }

  /** @param realised profit that this fill realised; @param confidence of the signal behind its order */
  onFill(fill: Fill, realised: number, confidence: number): void {
    let trade = this.open[fill.instrument]
    if (!trade) {
      trade = {
        side: fill.side,
        openTime: fill.time,
        lots: 0,
        largestLots: 0,
        enteredUnits: 0,
        enteredNotional: 0,
        exitedUnits: 0,
        exitedNotional: 0,
        gross: 0,
        fees: 0,
        funding: 0,
        fillCount: 0,
        confidence,
      }
      this.open[fill.instrument] = trade
    }
    const units = unitsOf(this.grids[fill.instrument]!, fill.lots)
    if (fill.side === trade.side) {
      trade.lots += fill.lots
      trade.largestLots = Math.max(trade.largestLots, trade.lots)
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
    const trade = this.open[instrument]
    if (trade) trade.funding += payment
  }

  private close(trade: OpenTrade, last: Fill): void {
    this.open[last.instrument] = undefined
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
      if (!trade) return []
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

  snapshot(): readonly (OpenTrade | null)[] {
    return this.open.map((trade) => (trade ? { ...trade } : null))
  }

  restore(snapshot: readonly (OpenTrade | null)[]): void {
    for (const [k, trade] of snapshot.entries()) this.open[k] = trade ? { ...trade } : undefined
  }
}
