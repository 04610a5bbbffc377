import { expect, test } from 'vitest'
import { costsTable } from '../../../src/report/tables/costs.ts'
import { cellsOf, sampleContext } from '../../support/report-context.ts'

const number = (text: string) => Number(text.replaceAll(/[+,]/g, '').replace('−', '-'))

test('instruments add up to all; columns in which nothing stands are left out', () => {
  const [head, ...rows] = cellsOf(costsTable(sampleContext()))
  expect(head).toEqual([
    'Instrument',
    'Gross',
    'Slippage',
    'Entry fees',
    'Exit fees',
    'Funding paid',
    'Funding received',
    'Costs',
    'Of gross',
    'Net',
  ])
  expect(rows.map(([name]) => name)).toEqual(['ADAUSDT', 'AVAXUSDT', 'All'])
  for (const column of [1, 2, 3, 4, 5, 6, 7, 9]) {
    const [ada, avax, all] = rows.map((row) => number(row[column]!))
    expect(Math.abs(ada! + avax! - all!), head![column]).toBeLessThanOrEqual(1.6) // rounded
  }
})

test('one instrument needs no sum; maker fees bring taker fees along', () => {
  const { result, data } = sampleContext()
  const fills = [...result.fills].map((fill, k) => ({ ...fill, instrument: 0, isMaker: k % 2 === 0 }))
  const [head, ...rows] = cellsOf(
    costsTable(sampleContext({ fills, fundingPayments: [], openPositions: [] }, data)),
  )
  expect(rows).toHaveLength(1)
  expect(head).toContain('Maker fees')
  expect(head).toContain('Taker fees')
  expect(head).not.toContain('Funding paid')
})

test('nothing traded, no table', () => {
  expect(costsTable(sampleContext({ fills: [], fundingPayments: [], openPositions: [] }))).toBeUndefined()
})
