import { describe, expect, test } from 'vitest'
import { barsOf, compute, valuesOf } from './support/columns.ts'

const constant = Array.from({ length: 50 }, () => 0.07)

test('Bollinger bands by hand', () => {
  // 1, 3: mean 2, σ 1
  const bands = compute('bollinger', { period: 2 }, { close: [1, 3] })
  expect(Object.fromEntries(Object.entries(bands).map(([name, column]) => [name, column[1]]))).toEqual({
    upper: 4,
    middle: 2,
    lower: 0,
    width: 2,
    percentB: 0.75,
  })
})

test('Bollinger bands of a constant run coincide', () => {
  const { upper, lower, width, percentB } = compute('bollinger', {}, { close: constant })
  expect([upper!.at(-1), lower!.at(-1), width!.at(-1), percentB!.at(-1)]).toEqual([0.07, 0.07, 0, Number.NaN])
})

test('ATR in percent of the close', () => {
  // true ranges of bars 1 and 2: 3 (gap included) and 2; mean 2.5
  const bars = barsOf([
    [10, 10, 10, 10],
    [12, 13, 11, 12],
    [12, 13, 11, 10],
  ])
  expect(valuesOf('atr', { period: 2 }, bars)).toEqual([Number.NaN, Number.NaN, 2.5])
  expect(valuesOf('atrPercent', { period: 2 }, bars).at(-1)).toBe(25)
})

describe('range-based volatility of one bar', () => {
  const bars = barsOf([[100, 110, 95, 104]])
  const range = Math.log(110 / 95)
  const body = Math.log(104 / 100)

  test('Parkinson', () => {
    const value = valuesOf('parkinson', { period: 1 }, bars)[0]!
    expect(value).toBeCloseTo(range / Math.sqrt(4 * Math.LN2), 14)
  })

  test('Garman–Klass', () => {
    const value = valuesOf('garmanKlass', { period: 1 }, bars)[0]!
    expect(value).toBeCloseTo(Math.sqrt(range ** 2 / 2 - (2 * Math.LN2 - 1) * body ** 2), 14)
  })

  test('Garman–Klass of a bar whose variance would be negative is 0', () => {
    const impossible = barsOf([[100, 100, 100, 120]])
    expect(valuesOf('garmanKlass', { period: 1 }, impossible)).toEqual([0])
  })
})

test('realised volatility is the root mean square of log returns', () => {
  const close = [100, 101, 99, 102]
  const squares = [101 / 100, 99 / 101, 102 / 99].map((ratio) => Math.log(ratio) ** 2)
  const value = valuesOf('realizedVolatility', { period: 3 }, { close }).at(-1)
  expect(value).toBeCloseTo(Math.sqrt((squares[0]! + squares[1]! + squares[2]!) / 3), 14)
})

test('Keltner seeds both parts at the same bar, whichever takes longer', () => {
  const bars = barsOf(Array.from({ length: 30 }, (_, i) => [i, i + 1, i - 1, i]))
  for (const [period, atrPeriod, first] of [
    [20, 10, 19],
    [5, 12, 12],
  ] as const) {
    const { upper, middle, lower } = compute('keltner', { period, atrPeriod }, bars)
    for (const column of [upper, middle, lower])
      expect(column!.findIndex((x) => !Number.isNaN(x))).toBe(first)
  }
})
