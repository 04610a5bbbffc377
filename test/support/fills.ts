import type { Fill, OrderReason, Side, Trade } from '../../src/market/records.ts'
import { addTrade, emptyTally, type TradeTally } from '../../src/stats/trade-tally.ts'

/** A fill of the first instrument; lots signed: > 0 buys. */
export function fillOf(time: number, lots: number, reason: OrderReason = 'entry', instrument = 0): Fill {
  const side: Side = lots > 0 ? 1 : -1
  return {
    sequence: 0,
    time,
    instrument,
    side,
    lots: Math.abs(lots),
    price: 100,
    reference: 100,
    fee: 0,
    isMaker: false,
    reason,
    isAmbiguous: false,
  }
}

/** A closed long trade of one unit, an hour long, that nothing happened to but what is given. */
export function tradeOf(given: Partial<Trade> = {}): Trade {
  return {
    instrument: 0,
    side: 1,
    openTime: 0,
    closeTime: 3_600_000,
    entryPrice: 100,
    exitPrice: 100,
    quantity: 1,
    grossProfit: given.profit ?? 0,
    fees: 0,
    funding: 0,
    profit: 0,
    exitReason: 'signal',
    fillCount: 2,
    isAmbiguous: false,
    confidence: 0.5,
    proposedTime: 0,
    partialTime: Number.NaN,
    trailingTime: Number.NaN,
    adverseExcursion: 0,
    favourableExcursion: 0,
    initialRisk: Number.NaN,
    regime: 0,
    leverage: 5,
    ...given,
  }
}

/** The tally of closed trades with these profits, all else as in `tradeOf`. */
export function tallyOf(...profits: number[]): TradeTally {
  const tally = emptyTally()
  for (const profit of profits) addTrade(tally, tradeOf({ profit }))
  return tally
}
