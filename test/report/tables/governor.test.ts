import { expect, test } from 'vitest'
import { governorTable } from '../../../src/report/tables/governor.ts'
import { cellsOf, sampleContext } from '../../support/report-context.ts'

test('causes with how often and how long, then each time', () => {
  const hours = sampleContext().metrics.bars
  const share = (held: number) => `${((100 * held) / hours).toFixed(1)}\u202f%`
  expect(cellsOf(governorTable(sampleContext()))).toEqual([
    ['Cause', 'Times', 'First (UTC)', 'Longest', 'In all', 'Of the run'],
    ['too many losing trades in a row', '1', '2023-03-17 03:00', '24.0\u202fh', '24.0\u202fh', share(24)],
    ['daily loss reached', '1', '2023-03-17 08:00', '15.0\u202fh', '15.0\u202fh', share(15)],
    ['From (UTC)', 'Until (UTC)', 'Cause', 'Mode', 'Value', 'Bound'],
    ['2023-03-17 03:00', '2023-03-18 03:00', 'too many losing trades in a row', 'REDUCING', '5', '5'],
    ['2023-03-17 08:00', '2023-03-17 23:00', 'daily loss reached', 'HALTED', '−1,610', '−1,500'],
  ])
})

test('what holds to the end says so; of many the last are listed', () => {
  const [first] = sampleContext().result.governorChanges
  const lasting = sampleContext({ governorChanges: [first!] })
  expect(cellsOf(governorTable(lasting))[3]![1]).toBe('the end')
  const many = Array.from({ length: 30 }, (_, k) => [
    { ...first!, time: first!.time + k * 7_200_000 },
    { ...first!, time: first!.time + k * 7_200_000 + 3_600_000, isOn: false, mode: 'ACTIVE' as const },
  ]).flat()
  const table = governorTable(sampleContext({ governorChanges: many }))
  expect(table!.text).toContain('The last 12 times')
  expect(cellsOf(table)).toHaveLength(2 + 1 + 12)
  expect(cellsOf(table)[1]!.slice(1, 2)).toEqual(['30'])
})

test('nothing where it never stepped in', () => {
  expect(governorTable(sampleContext({ governorChanges: [] }))).toBeUndefined()
})
