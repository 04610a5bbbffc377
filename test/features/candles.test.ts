import { expect, test } from 'vitest'
import { barsOf, valuesOf } from './support/columns.ts'

/** Bars with a body of 1 and shadows of 1, white and black by turns. */
const usual = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? [100, 102, 99, 101] : [101, 102, 99, 100]))

test('stars need a gap unless told otherwise', () => {
  const star = barsOf([...usual, [100, 100.5, 95.5, 96], [96, 96.5, 95.5, 96.2], [96.2, 100, 96, 99.5]])
  expect(valuesOf('morningStar', {}, star).at(-1)).toBe(0)
  expect(valuesOf('morningStar', { gap: 0 }, star).at(-1)).toBe(100)
  const gapped = barsOf([...usual, [100, 100.5, 95.5, 96], [95.5, 96, 95, 95.7], [96.2, 100, 96, 99.5]])
  expect(valuesOf('morningStar', {}, gapped).at(-1)).toBe(100)
  expect(valuesOf('morningStar', { penetration: 0.9 }, gapped).at(-1)).toBe(0)
})

test('a shooting star without the gap', () => {
  const bars = barsOf([...usual, [100, 103, 100, 100.2]])
  expect(valuesOf('shootingStar', {}, bars).at(-1)).toBe(0)
  expect(valuesOf('shootingStar', { gap: 0 }, bars).at(-1)).toBe(-100)
})

test('engulfing: bodies that match at one end count for less', () => {
  const black = [101, 102, 99, 100]
  expect(valuesOf('engulfing', {}, barsOf([black, black, [99.9, 103, 99, 101.1]])).at(-1)).toBe(100)
  expect(valuesOf('engulfing', {}, barsOf([black, black, [100, 103, 99, 101.1]])).at(-1)).toBe(80)
  expect(valuesOf('engulfing', {}, barsOf([black, black, [100, 103, 99, 101]])).at(-1)).toBe(0)
  const white = [100, 102, 99, 101]
  expect(valuesOf('engulfing', {}, barsOf([white, white, [101.1, 103, 99, 99.9]])).at(-1)).toBe(-100)
})

test('a bar with an unknown silences a pattern until it has left the measures', () => {
  const open = Array.from({ length: 40 }, () => 100)
  const bars = { open, high: open, low: open, close: open.map((x, i) => (i === 20 ? Number.NaN : x)) }
  const known = valuesOf('doji', {}, bars).flatMap((x, i) => (Number.isNaN(x) ? [] : [i]))
  expect([known[0], known.indexOf(19), known[known.indexOf(19) + 1]]).toEqual([10, 9, 31])
})
