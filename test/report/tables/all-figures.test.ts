import { expect, test } from 'vitest'
import { allFigures } from '../../../src/report/tables/all-figures.ts'
import { tradeOf } from '../../support/fills.ts'
import { sampleContext } from '../../support/report-context.ts'

function figuresOf(context: ReturnType<typeof sampleContext>): Record<string, string> {
  const lines = allFigures(context).text.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value]))
}

test('what became of wishes, trades and costs', () => {
  const trades = [
    tradeOf({
      profit: 30,
      initialRisk: 20,
      adverseExcursion: 0.01,
      favourableExcursion: 0.08,
      partialTime: 1,
    }),
    tradeOf({ profit: -10, initialRisk: 20, adverseExcursion: 0.03, favourableExcursion: 0.02 }),
  ]
  const context = sampleContext({ trades })
  const figures = figuresOf(context)
  expect(figures).toMatchObject({
    'Average R (expectancy)': '+0.50',
    'Average MAE': '2.00\u202f%',
    '… of wins': '1.00\u202f%',
    'Average MFE': '5.00\u202f%',
    '… of losses': '2.00\u202f%',
    'Reached the target': '50.0\u202f%',
    'Stop trailed': '0.0\u202f%',
    '… refused by policy': '5',
    'Orders refused by the venue': '1',
    'Maximum leverage': `${context.metrics.maxLeverage!.toFixed(2)}\u202f×`,
  })
  expect(Number(figures['Entries wished']!.replace(',', ''))).toBe(context.metrics.proposals)
})

test('every refusal and every cost has its line', () => {
  const { refusedBy } = sampleContext().metrics
  const names = Object.keys(figuresOf(sampleContext()))
  for (const refuser of Object.keys(refusedBy))
    expect(names).toContain(refuser === 'venue' ? 'Orders refused by the venue' : `… refused by ${refuser}`)
  for (const name of ['… of entries', '… of exits', '… of liquidations', '… paid', '… received', 'All costs'])
    expect(names).toContain(name)
})
