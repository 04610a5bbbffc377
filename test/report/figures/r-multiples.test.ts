import { expect, test } from 'vitest'
import { rMultiplesFigure } from '../../../src/report/figures/r-multiples.ts'
import { tradeOf } from '../../support/fills.ts'
import { sampleContext } from '../../support/report-context.ts'

const trades = [
  ...[24, 26, 30, -10, -12].map((profit) => tradeOf({ profit, initialRisk: 10 })),
  tradeOf({ profit: 500 }), // no stop
]

test('trades with a stop, counted by R, the average marked', () => {
  const figure = rMultiplesFigure(sampleContext({ trades }))!
  const bars = figure.traces as unknown as { x: number[]; y: number[] }[]
  expect(bars.flatMap(({ y }) => y).reduce((sum, count) => sum + count, 0)).toBe(5)
  expect(figure.note).toContain('of 5 trades. Average +1.16 R')
  expect(figure.note).toContain('1 trade lost more than 1 R')
  expect(figure.layout.shapes).toMatchObject([{ x0: 1.16, x1: 1.16 }])
})

test('absent where no trade had a stop', () => {
  expect(rMultiplesFigure(sampleContext({ trades: [tradeOf({ profit: 1 })] }))).toBeUndefined()
})
