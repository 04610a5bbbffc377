import { expect, test } from 'vitest'
import { excursionsFigure } from '../../../src/report/figures/excursions.ts'
import { tradeOf } from '../../support/fills.ts'
import { sampleContext } from '../../support/report-context.ts'

test('MAE against MFE as the records carry them, wins and losses apart', () => {
  const trades = [
    tradeOf({ profit: 5, adverseExcursion: 0.01, favourableExcursion: 0.06 }),
    tradeOf({ profit: -5, adverseExcursion: 0.03, favourableExcursion: 0.02 }),
  ]
  const { traces, note } = excursionsFigure(sampleContext({ trades }))
  expect(traces).toMatchObject([
    { name: 'won', x: [0.01], y: [0.06], customdata: ['ADAUSDT 5.00 USDT'] },
    { name: 'lost', x: [0.03], y: [0.02], customdata: ['ADAUSDT −5.00 USDT'] },
  ])
  expect(note).toContain(
    'Wins went 1.00\u202f% against us on average. Losses had been 2.00\u202f% ahead on average.',
  )
})
