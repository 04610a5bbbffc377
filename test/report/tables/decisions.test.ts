import { describe, expect, test } from 'vitest'
import { decisionsNote, decisionsTable } from '../../../src/report/tables/decisions.ts'
import { cellsOf, sampleContext } from '../../support/report-context.ts'

const context = sampleContext()

test('a row for each layer and reason, in the order in which they are asked, with the first case', () => {
  const [head, ...rows] = cellsOf(decisionsTable(context))
  expect(head).toEqual([
    'Layer',
    'Reason',
    'Refused',
    'Of all wishes',
    'First (UTC)',
    'Instrument',
    'Side',
    'Value',
    'Bound',
  ])
  const { proposals } = context.metrics
  const share = (count: number) => `${((100 * count) / proposals).toFixed(1)}\u202f%`
  expect(rows.map((row) => row.filter((_, column) => column !== 4))).toEqual([
    ['governor', 'daily loss reached', '1', share(1), 'ADAUSDT', 'buy', '−1,610', '−1,500'],
    ['policy', 'confidence too low', '5', share(5), 'ADAUSDT', 'buy', '0.31', '0.38'],
    ['portfolio', 'cooldown after a trade', '1', share(1), 'ADAUSDT', 'sell', '0', '3,600'],
    ['sizing', 'below the minimum notional', '1', share(1), 'ADAUSDT', 'buy', '4.2', '5'],
    ['venue', 'not enough margin', '1', '–', 'ADAUSDT', 'sell', '5,200', '4,900.5'],
  ])
  expect(rows[1]![4]).toBe('2023-03-15 21:00') // the end of bar 20
})

describe('what is counted', () => {
  test('adds up', () => {
    const { proposals, entryOrders } = context.metrics
    const { text } = decisionsNote(context)
    expect(text).toContain(
      `Of ${proposals} wishes, 8 were refused, each by the first that said no, ${entryOrders} became orders.`,
    )
    expect(text).toContain('The venue refused 1 order')
  })

  test('names what was too small to add', () => {
    const { counts } = context.result
    const more = sampleContext({ counts: { ...counts, proposals: counts.proposals + 3 } })
    expect(decisionsNote(more).text).toContain('3 came to less than can be traded')
  })

  test('nothing refused', () => {
    const { counts } = context.result
    const calm = sampleContext({ refusals: [], counts: { ...counts, proposals: counts.entryOrders } })
    expect(decisionsTable(calm)).toBeUndefined()
    expect(decisionsNote(calm).text).toContain('none was refused')
  })
})
