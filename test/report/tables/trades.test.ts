import { expect, test } from 'vitest'
import { tradeTables } from '../../../src/report/tables/trades.ts'
import { tradeOf } from '../../support/fills.ts'
import { cellsOf, sampleContext } from '../../support/report-context.ts'

const HOUR = 3_600_000

const trade = tradeOf({
  profit: 30,
  fees: 2,
  funding: 0.5,
  initialRisk: 20,
  exitReason: 'trailing',
  closeTime: 9 * HOUR,
  partialTime: 3 * HOUR,
  trailingTime: 4 * HOUR,
  adverseExcursion: 0.01,
  favourableExcursion: 0.08,
  exitPrice: 130,
})

test('a trade with its life, excursions and R', () => {
  const [head, row] = cellsOf(tradeTables(sampleContext({ trades: [trade] })))
  expect(Object.fromEntries(head!.map((title, k) => [title, row![k]]))).toEqual({
    Instrument: 'ADAUSDT',
    Side: 'long',
    'Opened (UTC)': '1970-01-01 00:00',
    Held: '9.0\u202fh',
    'Target / trail': '3\u202fh / 4\u202fh',
    'Exit reason': 'trailing',
    Entry: '100',
    Exit: '130',
    MAE: '1.00\u202f%',
    MFE: '8.00\u202f%',
    Costs: '2.50',
    R: '+1.50',
    Profit: '+30.00',
  })
})

test('leverage stands beside the side where it differs, R where there were stops', () => {
  const trades = [trade, tradeOf({ leverage: 12.5, profit: -5 })]
  const rows = cellsOf(tradeTables(sampleContext({ trades })))
  expect(rows.slice(-2).map(([, side]) => side)).toEqual(['long 12.5×', 'long 5×'])
  const [plain] = cellsOf(tradeTables(sampleContext({ trades: [tradeOf({ profit: 1 })] })))
  expect(plain).not.toContain('R')
})
