import type { Mutable } from '../market/event.ts'
import { type Grid, unitsOf } from '../market/grid.ts'
import type { Order, TradePlan } from '../market/order.ts'
import type { Fill, OpenPosition, Side, Trade } from '../market/records.ts'
import type { Position } from './position.ts'

/** Of a position that was found, not opened by us. */
const NO_PLAN: TradePlan = {
  proposedAt: Number.NaN,
  stopPct: Number.NaN,
  targetPct: Number.NaN,
  leverage: Number.NaN,
  regime: Number.NaN,
}

/** A trade in the making: from flat to flat. One per instrument, used again for the next. */
class OpenTrade {
  side: Side = 1
  /** 0 = no trade. */
  lots = 0
  largestLots = 0
  fillCount = 0
  isAmbiguous = false
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
  plan: TradePlan = NO_PLAN
  partialTime = Number.NaN
  trailingTime = Number.NaN
  /** What the stop would have lost of all that was held when it was last added to, quote units. */
  initialRisk = Number.NaN
  /** Range of the prices met while it was held. */
  lowest = Number.POSITIVE_INFINITY
  highest = Number.NEGATIVE_INFINITY

  begin(side: Side, time: number, confidence: number, plan: TradePlan): void {
    this.side = side
    this.lots = 0
    this.largestLots = 0
    this.fillCount = 0
    this.isAmbiguous = false
    this.openTime = time
    this.enteredUnits = 0
    this.entryPrice = 0
    this.exitedUnits = 0
    this.exitPrice = 0
    this.gross = 0
    this.fees = 0
    this.funding = 0
    this.confidence = confidence
    this.plan = plan
    this.partialTime = Number.NaN
    this.trailingTime = Number.NaN
    this.initialRisk = Number.NaN
    this.lowest = Number.POSITIVE_INFINITY
    this.highest = Number.NEGATIVE_INFINITY
  }

  /** The trade was open while prices moved between these. */
  meet(low: number, high: number): void {
    if (low < this.lowest) this.lowest = low
    if (high > this.highest) this.highest = high
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
    isAmbiguous: false,
    confidence: Number.NaN,
    proposedTime: Number.NaN,
    partialTime: Number.NaN,
    trailingTime: Number.NaN,
    adverseExcursion: Number.NaN,
    favourableExcursion: Number.NaN,
    initialRisk: Number.NaN,
    regime: Number.NaN,
    leverage: Number.NaN,
  }

  constructor(grids: readonly Grid[], onClosed: (trade: Trade) => void) {
    this.grids = grids
    this.open = grids.map(() => new OpenTrade())
    this.onClosed = onClosed
  }

  /** @param realised profit that this fill of the order realised */
  onFill(fill: Fill, realised: number, { confidence, plan }: Order): void {
    const trade = this.open[fill.instrument]!
    if (trade.lots === 0) trade.begin(fill.side, fill.time, confidence, plan ?? NO_PLAN)
    const units = unitsOf(this.grids[fill.instrument]!, fill.lots)
    if (fill.side === trade.side) {
      trade.lots += fill.lots
      if (trade.lots > trade.largestLots) trade.largestLots = trade.lots
      trade.enteredUnits += units
      trade.entryPrice += (fill.price - trade.entryPrice) * (units / trade.enteredUnits)
      const held = unitsOf(this.grids[fill.instrument]!, trade.lots)
      trade.initialRisk = (plan ?? trade.plan).stopPct * trade.entryPrice * held
    } else {
      trade.lots -= fill.lots
      trade.exitedUnits += units
      trade.exitPrice += (fill.price - trade.exitPrice) * (units / trade.exitedUnits)
      if (trade.lots !== 0) trade.meet(fill.reference, fill.reference)
      if (fill.isAmbiguous) trade.isAmbiguous = true
    }
    if (fill.reason === 'target' && Number.isNaN(trade.partialTime)) trade.partialTime = fill.time
    trade.gross += realised
    trade.fees += fill.fee
    trade.fillCount++
    if (trade.lots === 0) this.close(trade, fill)
  }

  onFunding(instrument: number, payment: number): void {
    const trade = this.open[instrument]!
    if (trade.lots !== 0) trade.funding += payment
  }

  /** The trade of an instrument, if there is one, was open while prices moved between these. */
  onRange(instrument: number, low: number, high: number): void {
    this.open[instrument]!.meet(low, high)
  }

  /** The stop of an instrument's trade trails from now on. */
  onTrailing(instrument: number, time: number): void {
    const trade = this.open[instrument]!
    if (Number.isNaN(trade.trailingTime)) trade.trailingTime = time
  }

  private close(trade: OpenTrade, last: Fill): void {
    const { closed } = this
    trade.meet(last.price, last.price)
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
    closed.isAmbiguous = trade.isAmbiguous
    closed.confidence = trade.confidence
    closed.proposedTime = trade.plan.proposedAt
    closed.partialTime = trade.partialTime
    closed.trailingTime = trade.trailingTime
    const down = Math.max(0, 1 - trade.lowest / trade.entryPrice)
    const up = Math.max(0, trade.highest / trade.entryPrice - 1)
    closed.adverseExcursion = trade.side > 0 ? down : up
    closed.favourableExcursion = trade.side > 0 ? up : down
    closed.initialRisk = trade.initialRisk
    closed.regime = trade.plan.regime
    closed.leverage = trade.plan.leverage
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
        leverage: position.leverage,
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

export type TradeBookSnapshot = readonly Omit<OpenTrade, 'begin' | 'meet'>[]
