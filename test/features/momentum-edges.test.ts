import { expect, test } from 'vitest'
import { barsOf, compute, valuesOf } from './support/columns.ts'

const constant = Array.from({ length: 60 }, () => 40_000.1)
const rising = Array.from({ length: 60 }, (_, i) => 100 + i)
const falling = rising.map((x) => 300 - x)

test('a market that does not move has an RSI of 0, one that only rises of 100, one that only falls of 0', () => {
  expect(valuesOf('rsi', {}, { close: constant }).at(-1)).toBe(0)
  expect(valuesOf('rsi', {}, { close: rising }).at(-1)).toBe(100)
  expect(valuesOf('rsi', {}, { close: falling }).at(-1)).toBe(0)
})

test('RSI of two bars by hand', () => {
  // changes +1, +1 | −1 | +3; gains (1 + 1)/2 = 1, 1/2, (1/2 + 3)/2 = 7/4; losses 0, 1/2, 1/4
  expect(valuesOf('rsi', { period: 2 }, { close: [1, 2, 3, 2, 5] })).toEqual([
    Number.NaN,
    Number.NaN,
    100,
    50,
    87.5,
  ])
})

test('oscillators of a range without height are 0', () => {
  const bars = { high: constant, low: constant, close: constant }
  expect(compute('stochastic', {}, bars).d!.at(-1)).toBe(0)
  expect(compute('stochasticRsi', {}, bars).d!.at(-1)).toBe(0)
  expect(valuesOf('williamsR', {}, bars).at(-1)).toBe(0)
  expect(valuesOf('cci', {}, bars).at(-1)).toBe(0)
})

test('at the top of its range a close is at 100 for the stochastic and at 0 for Williams', () => {
  const bars = { high: rising, low: rising.map((x) => x - 1), close: rising }
  expect(compute('stochastic', {}, bars).k!.at(-1)).toBeCloseTo(100, 12)
  expect(valuesOf('williamsR', {}, bars).at(-1)).toBe(0)
})

test('rate of change from nothing is 0, as in TA-Lib', () => {
  expect(valuesOf('roc', { period: 1 }, { close: [0, 5, 4] })).toEqual([Number.NaN, 0, 100 * (4 / 5 - 1)])
})

test('MACD takes its periods in either order', () => {
  const swapped = compute('macd', { fast: 26, slow: 12 }, { close: rising })
  expect(swapped).toEqual(compute('macd', {}, { close: rising }))
})

test('CCI by hand', () => {
  // typical prices 1, 2, 6: mean 3, mean deviation (2 + 1 + 3) / 3 = 2
  const bars = barsOf([1, 2, 6].map((x) => [x, x, x, x]))
  expect(valuesOf('cci', { period: 3 }, bars).at(-1)).toBeCloseTo(3 / (0.015 * 2), 10)
})
