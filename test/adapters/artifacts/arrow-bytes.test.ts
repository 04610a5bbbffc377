import { tableFromIPC } from '@uwdata/flechette'
import { expect, test } from 'vitest'
import { arrowBytes } from '../../../src/adapters/artifacts/arrow-bytes.ts'

test('absent values are null, texts survive, times are timestamps', () => {
  const bytes = arrowBytes({
    name: 'rows',
    rows: 2,
    columns: [
      { name: 'time', kind: 'time', values: Float64Array.of(1.7e12, Number.NaN) },
      { name: 'value', kind: 'number', values: Float64Array.of(Number.NaN, 2.5) },
      { name: 'name', kind: 'text', values: ['ÄÖ', 'x'] },
    ],
  })
  expect(tableFromIPC(bytes).toArray()).toEqual([
    { time: 1.7e12, value: null, name: 'ÄÖ' },
    { time: null, value: 2.5, name: 'x' },
  ])
})

test('an empty table can be read', () => {
  const bytes = arrowBytes({
    name: 'rows',
    rows: 0,
    columns: [
      { name: 'value', kind: 'number', values: new Float64Array(0) },
      { name: 'name', kind: 'text', values: [] },
    ],
  })
  const table = tableFromIPC(bytes)
  expect(table.numRows).toBe(0)
  expect(table.names).toEqual(['value', 'name'])
})
