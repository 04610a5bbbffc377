import { describe, expect, it } from 'vitest'
import { benchmarkOf, originsOf, windowsOf } from './benchmark.ts'

const rows = 40
const column = Float64Array.from({ length: rows }, (_, row) => row)
const benchmark = benchmarkOf({
  name: 'other',
  intervalMinutes: 60,
  names: ['A', 'B'],
  columns: [column, column.map((value) => 2 * value)],
  rows,
})
const windows = { inputLength: 5, horizon: 3, channels: 'joint', stride: 1 } as const

describe('originsOf', () => {
  // 40 rows: train ends at 28, validation at 32, the test at 40
  it('begins validation and test at their border, whatever the input length', () => {
    expect(originsOf(benchmark.borders, 'validation', windows)).toEqual({ first: 28, last: 29 })
    expect(originsOf(benchmark.borders, 'test', windows)).toEqual({ first: 32, last: 37 })
    expect(originsOf(benchmark.borders, 'test', { inputLength: 20, horizon: 3 })).toEqual({
      first: 32,
      last: 37,
    })
  })

  it('begins training where a whole window lies before the origin', () => {
    expect(originsOf(benchmark.borders, 'train', windows)).toEqual({ first: 5, last: 25 })
  })

  it('makes 2785 test windows of ETTh1 for a horizon of 96', () => {
    const { first, last } = originsOf({ train: 8640, validation: 11_520, test: 14_400 }, 'test', {
      inputLength: 336,
      horizon: 96,
    })
    expect(last - first + 1).toBe(2785)
  })

  it('says when there is no window', () => {
    const long = { inputLength: 5, horizon: 9 }
    expect(() => originsOf(benchmark.borders, 'test', long)).toThrow(
      'no test window of 5 + 9 rows in 8 rows from row 32',
    )
    const deep = { inputLength: 33, horizon: 3 }
    expect(() => originsOf(benchmark.borders, 'test', deep)).toThrow('no test window')
  })
})

describe('windowsOf', () => {
  it('keeps channels together, in the order of time', () => {
    const set = windowsOf(benchmark, 'test', windows)
    expect(set.panels).toEqual([{ channels: benchmark.columns }])
    expect([...set.originOf]).toEqual([32, 33, 34, 35, 36, 37])
    expect([...set.panelOf]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('or makes a panel of each, one after the other', () => {
    const set = windowsOf(benchmark, 'test', { ...windows, channels: 'separate' })
    expect(set.panels).toEqual(benchmark.columns.map((channel) => ({ channels: [channel] })))
    expect([...set.originOf]).toEqual([32, 33, 34, 35, 36, 37, 32, 33, 34, 35, 36, 37])
    expect([...set.panelOf]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
  })

  it('takes every so many of them', () => {
    expect([...windowsOf(benchmark, 'test', { ...windows, stride: 2 }).originOf]).toEqual([32, 34, 36])
  })
})

describe('benchmarkOf', () => {
  it('refuses what is shorter than its published split', () => {
    const dataset = { name: 'ETTh1', intervalMinutes: 60, names: ['A'], columns: [column], rows }
    expect(() => benchmarkOf(dataset)).toThrow('ETTh1: more rows expected for its published split, got 40')
  })
})
