import { expect, test } from 'vitest'
import { barsOf, compute, valuesOf } from './support/columns.ts'

const none = Number.NaN

test('runs of candles of one colour', () => {
  const open = [1, 1, 1, 1, 1, 1, 1, 1]
  const close = [2, 3, 1, 2, 0, 0, none, 0]
  expect(valuesOf('consecutiveCandles', {}, { open, close })).toEqual([1, 2, 0, 1, -1, -2, none, -3])
})

test('ratios of one bar', () => {
  const bars = barsOf([[4, 6, 3, 5]])
  expect(valuesOf('highLowRatio', {}, bars)).toEqual([2])
  expect(valuesOf('closeOpenRatio', {}, bars)).toEqual([1.25])
})

test('a pivot is known strength bars later, and not before', () => {
  const high = [5, 9, 6, 5, 7, 6]
  const low = [4, 4, 2, 3, 4, 4]
  const close = [5, 8, 4, 4, 5, 5]
  const { support, resistance } = compute('pivotDistance', { strength: 1 }, { high, low, close })
  // the high of bar 1 is confirmed by bar 2, that of bar 4 by bar 5; the low of bar 2 by bar 3
  expect([...resistance!]).toEqual([none, none, (9 - 4) / 4, (9 - 4) / 4, (9 - 5) / 5, (7 - 5) / 5])
  expect([...support!]).toEqual([none, none, none, (4 - 2) / 4, (5 - 2) / 5, (5 - 2) / 5])
})

test('swings: pivots that each go further', () => {
  // highs turn at 5, 7, 7, 9 and 6; lows fall at 4, 3 and rise at 5
  const high = [1, 5, 4, 7, 4, 7, 5, 9, 5, 6, 5]
  const low = [9, 6, 4, 6, 3, 6, 5, 7, 6, 8, 7]
  const { higherHighs, lowerLows } = compute('swingCounts', { strength: 1 }, { high, low })
  expect([...higherHighs!]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 0])
  expect([...lowerLows!]).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0])
})
