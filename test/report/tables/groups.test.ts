import { expect, test } from 'vitest'
import { groupTables } from '../../../src/report/tables/groups.ts'
import { tradeOf } from '../../support/fills.ts'
import { cellsOf, sampleContext } from '../../support/report-context.ts'

const trades = [
  tradeOf({
    profit: 30,
    initialRisk: 20,
    exitReason: 'trailing',
    adverseExcursion: 0.01,
    favourableExcursion: 0.08,
  }),
  tradeOf({ profit: -20, initialRisk: 20, exitReason: 'stop', fees: 2, funding: -1, regime: 1 }),
  tradeOf({ profit: -22, initialRisk: 20, exitReason: 'stop', fees: 2, closeTime: 3 * 3_600_000 }),
]

test('by exit reason: count, win rate, averages, R, excursions, holding time', () => {
  const rows = cellsOf(groupTables(sampleContext({ trades }).metrics))
  const at = rows.findIndex(([first]) => first === 'Exit reason')
  expect(rows[at]).toEqual([
    'Exit reason',
    'Trades',
    'Won',
    'Profit factor',
    'Average',
    'R',
    'MAE',
    'MFE',
    'Held',
    'Fees',
    'Funding',
    'Profit',
  ])
  const percent = (text: string) => `${text}\u202f%`
  expect(rows[at + 1]).toEqual([
    'stop',
    '2',
    percent('0.0'),
    '0.00',
    '−21.00',
    '−1.05',
    percent('0.00'),
    percent('0.00'),
    '2.0\u202fh',
    '4.00',
    '−1.00',
    '−42.00',
  ])
  expect(rows[at + 2]).toEqual([
    'trailing',
    '1',
    percent('100.0'),
    '–',
    '+30.00',
    '+1.50',
    percent('1.00'),
    percent('8.00'),
    '1.0\u202fh',
    '0.00',
    '0.00',
    '+30.00',
  ])
})

test('by regime', () => {
  const rows = cellsOf(groupTables(sampleContext({ trades }).metrics))
  const at = rows.findIndex(([first]) => first === 'Regime')
  expect(rows.slice(at + 1).map(([regime, count]) => [regime, count])).toEqual([
    ['trending', '1'],
    ['normal', '2'],
  ])
})

test('without stops there is no column for R', () => {
  const rows = cellsOf(groupTables(sampleContext({ trades: [tradeOf({ profit: 1 })] }).metrics))
  expect(rows[0]).not.toContain('R')
})

test('no trades, no tables', () => {
  expect(groupTables(sampleContext({ trades: [] }).metrics)).toBeUndefined()
})
