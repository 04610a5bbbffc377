import { expect, test } from 'vitest'
import { exitReasonsFigure } from '../../../src/report/figures/exit-reasons.ts'
import { tradeOf } from '../../support/fills.ts'
import { sampleContext } from '../../support/report-context.ts'

test('profit of the trades that ended for each reason', () => {
  const trades = [
    tradeOf({ profit: 30, exitReason: 'trailing' }),
    tradeOf({ profit: -20, exitReason: 'stop' }),
    tradeOf({ profit: 5, exitReason: 'stop' }),
    tradeOf({ profit: -1, exitReason: 'timeStop' }),
  ]
  const [bars] = exitReasonsFigure(sampleContext({ trades })).traces
  expect(bars).toMatchObject({
    y: ['stop', 'trailing', 'time stop'],
    x: [-15, 30, -1],
    text: ['−15', '+30', '−1'],
    customdata: ['2 trades, 50.0\u202f% won', '1 trade, 100.0\u202f% won', '1 trade, 0.0\u202f% won'],
    marker: { color: ['--loss', '--gain', '--loss'] },
  })
})
