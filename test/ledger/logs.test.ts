import { expect, it } from 'vitest'
import { FillLog } from '../../src/ledger/fill-log.ts'
import { TradeLog } from '../../src/ledger/trade-log.ts'
import type { Trade } from '../../src/market/records.ts'
import { fillOf, tradeOf } from '../support/fills.ts'

it('a fill comes out of the log as it went in, every field', () => {
  const log = new FillLog()
  const fills = [
    { ...fillOf(7, -3, 'stop', 2), sequence: 0, price: 99, reference: 101, fee: 0.4, isAmbiguous: true },
    { ...fillOf(8, 5, 'target', 1), sequence: 1, price: 98, reference: 97, fee: 0.2, isMaker: true },
  ]
  for (const fill of fills) log.push(fill)
  expect([...log]).toEqual(fills)
})

it('a trade comes out of the log as it went in, every field', () => {
  const trade: Trade = {
    instrument: 3,
    side: -1,
    openTime: 11,
    closeTime: 12,
    entryPrice: 13,
    exitPrice: 14,
    quantity: 15,
    grossProfit: 100,
    fees: 17,
    funding: 18,
    profit: 65,
    exitReason: 'liquidation',
    fillCount: 19,
    isAmbiguous: true,
    confidence: 0.2,
    proposedTime: 21,
    partialTime: 22,
    trailingTime: 23,
    adverseExcursion: 0.24,
    favourableExcursion: 0.25,
    initialRisk: 26,
    regime: -1,
    leverage: 28,
  }
  const log = new TradeLog()
  log.push(trade)
  log.push(tradeOf({ profit: 1 }))
  expect([...log]).toEqual([trade, tradeOf({ profit: 1 })])
})

it('the log of trades counts those with a profit', () => {
  const log = new TradeLog()
  for (const profit of [5, 0, -5, 1]) log.push(tradeOf({ profit }))
  expect(log.wins).toBe(2)
  log.clear()
  expect(log.wins).toBe(0)
  expect([...log]).toEqual([])
  log.push(tradeOf({ profit: 2 }))
  expect(log.wins).toBe(1)
})
