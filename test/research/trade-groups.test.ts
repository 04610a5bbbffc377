import { expect, test } from 'vitest'
import { tradeGroups } from '../../src/research/trade-groups.ts'
import { tradeCube } from '../../src/stats/trade-cube.ts'
import { tradeOf } from '../support/fills.ts'

const trades = [
  tradeOf({ instrument: 1, profit: 10, confidence: 0.9, regime: 1, initialRisk: 5 }),
  tradeOf({
    instrument: 1,
    side: -1,
    profit: -4,
    fees: 1,
    exitReason: 'stop',
    confidence: 0.9,
    initialRisk: 8,
  }),
  tradeOf({ instrument: 0, profit: -6, funding: 2, exitReason: 'stop', confidence: 0.2, regime: Number.NaN }),
]

test('the same trades, cut five ways; groups without trades are left out', () => {
  const groups = tradeGroups(tradeCube(trades), ['ADA', 'BTC', 'ETH'])
  const brief = (cut: keyof typeof groups) =>
    groups[cut].map(({ key, trades: count, profit }) => [key, count, profit])
  expect(brief('byInstrument')).toEqual([
    ['ADA', 1, -6],
    ['BTC', 2, 6],
  ])
  expect(brief('bySide')).toEqual([
    ['long', 2, 4],
    ['short', 1, -4],
  ])
  expect(brief('byExitReason')).toEqual([
    ['signal', 1, 10],
    ['stop', 2, -10],
  ])
  expect(brief('byConfidence')).toEqual([
    ['0.00–0.50', 1, -6],
    ['0.85–1.00', 2, 6],
  ])
  expect(brief('byRegime')).toEqual([
    ['trending', 1, 10],
    ['normal', 1, -4],
    ['unknown', 1, -6],
  ])
})

test('figures of a group', () => {
  const [, btc] = tradeGroups(tradeCube(trades), ['ADA', 'BTC']).byInstrument
  expect(btc).toMatchObject({ winRate: 0.5, profitFactor: 2.5, averageTrade: 3, fees: 1, funding: 0 })
  expect(btc!.averageR).toBe(0.75) // (10 / 5 − 4 / 8) / 2
  expect(btc!.averageHoldingHours).toBe(1)
})

test('without a stop there is no R; excursions are means', () => {
  const excursions = { adverseExcursion: 0.02, favourableExcursion: 0.05 }
  const [ada] = tradeGroups(tradeCube([tradeOf(excursions), tradeOf()]), ['ADA']).byInstrument
  expect(ada).toMatchObject({
    averageR: null,
    averageAdverseExcursion: 0.01,
    averageFavourableExcursion: 0.025,
  })
})
