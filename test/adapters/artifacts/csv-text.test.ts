import { expect, test } from 'vitest'
import { csvChunks } from '../../../src/adapters/artifacts/csv-text.ts'
import { tableOf } from '../../../src/adapters/artifacts/result-table.ts'

interface Row {
  readonly time: number
  readonly name: string
  readonly value: number
}

const textOf = (rows: readonly Row[]) =>
  [
    ...csvChunks(
      tableOf<Row>('rows', rows, [
        ['time', 'time', (row) => row.time],
        ['name', 'text', (row) => row.name],
        ['value', 'number', (row) => row.value],
      ]),
    ),
  ].join('')

test('times are ISO 8601 UTC, absent cells empty, texts quoted where they must be', () => {
  const rows = [
    { time: Date.UTC(2024, 1, 29, 23, 59, 59, 7), name: 'plain', value: 0.1 + 0.2 },
    { time: Number.NaN, name: 'a "b", c', value: Number.NaN },
    { time: -1, name: '', value: -1e-7 },
  ]
  expect(textOf(rows)).toBe(
    'time,name,value\n2024-02-29T23:59:59.007Z,plain,0.30000000000000004\n,"a ""b"", c",\n1969-12-31T23:59:59.999Z,,-1e-7\n',
  )
})

test('times equal Date.toISOString, also across chunks', () => {
  const rows = Array.from({ length: 20_003 }, (_, i) => ({
    time: 1.7e12 + i * 7_654_321,
    name: 'x',
    value: i,
  }))
  const lines = textOf(rows).trimEnd().split('\n').slice(1)
  expect(lines.map((line) => line.split(',')[0])).toEqual(
    rows.map(({ time }) => new Date(time).toISOString()),
  )
})

test('an empty table is its header', () => expect(textOf([])).toBe('time,name,value\n'))
