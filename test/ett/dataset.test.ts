import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, strToU8 } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDataset, readDataset } from './dataset.ts'

const TEXT = 'date,A,B\n2016-07-01 00:00:00,1.5,2\n2016-07-01 00:15:00,-3,4e-1\n'
const folder = mkdtempSync(join(tmpdir(), 'ett-dataset-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('readDataset', () => {
  it('reads a CSV, packed or not', () => {
    writeFileSync(join(folder, 'plain.csv'), TEXT)
    writeFileSync(join(folder, 'packed.csv.gz'), gzipSync(strToU8(TEXT)))
    for (const name of ['plain', 'packed']) {
      const { intervalMinutes, names, columns, rows } = readDataset(folder, name)
      expect({ intervalMinutes, names, rows }).toEqual({ intervalMinutes: 15, names: ['A', 'B'], rows: 2 })
      expect(columns.map((column) => [...column])).toEqual([
        [1.5, -3],
        [2, 0.4],
      ])
    }
  })

  it('names the file that is not there, and one that is broken', () => {
    expect(() => readDataset(folder, 'ETTh9')).toThrow('ETTh9.csv or ETTh9.csv.gz expected')
    writeFileSync(join(folder, 'half.csv.gz'), gzipSync(strToU8(TEXT)).subarray(0, 30))
    expect(() => readDataset(folder, 'half')).toThrow('half.csv.gz: truncated or broken gzip file')
  })
})

describe('parseDataset', () => {
  it.each([
    ['', "a header 'date,<series>,…' expected, got ''"],
    ['date,A\n2016-07-01,1', 'rows expected, got 1'],
    ['date,A\n2016-07-01,1\n2016-07-02,', "row 2, A: a number expected, got ''"],
    ['date,A\n2016-07-01,1\n2016-07-02,nan', "row 2, A: a number expected, got 'nan'"],
    ['date,A\n2016-07-01,1\n2016-07-02', 'row 2: 2 cells expected, got 1'],
    ['date,A\n2016-07-02,1\n2016-07-01,1', 'dates that go up expected'],
    ['date,A\nx,1\ny,1', "dates that go up expected, got 'x' and 'y'"],
  ])('refuses %j', (text, message) => {
    expect(() => parseDataset('t', text, 't.csv')).toThrow(message)
  })

  it('reads dates with slashes, and lines that end as on Windows', () => {
    const { intervalMinutes } = parseDataset('t', 'date,A\r\n2016/7/1 0:00,1\r\n2016/7/1 1:00,2\r\n', 't.csv')
    expect(intervalMinutes).toBe(60)
  })
})
