import { describe, expect, test } from 'vitest'
import {
  decimal,
  duration,
  moment,
  momentInWords,
  NONE,
  percent,
  plural,
  price,
  signed,
  words,
} from '../../src/report/format.ts'

describe('decimal', () => {
  test.each([
    [1234567.891, 2, '1,234,567.89'],
    [-1234.5, 0, '−1,235'],
    [999.999, 2, '1,000.00'],
    [0.5, 3, '0.500'],
    [-0.001, 2, '0.00'],
    [100, 0, '100'],
    [null, 2, NONE],
    [Number.NaN, 2, NONE],
  ] as [number | null, number, string][])('%s with %i digits', (value, digits, text) => {
    expect(decimal(value, digits)).toBe(text)
  })
})

test('percent and sign', () => {
  expect(percent(0.12345)).toBe('12.35\u202f%')
  expect(percent(null)).toBe(NONE)
  expect(signed(percent(0.01, 0))).toBe('+1\u202f%')
  expect(signed(decimal(-3))).toBe('−3.00')
  expect(signed(decimal(0.001))).toBe('0.00')
  expect(signed(NONE)).toBe(NONE)
})

test.each([
  [107_586.5, '107,586.5'],
  [0.16753, '0.16753'],
  [0.000012345678, '0.0000123457'],
  [100, '100'],
  [2484.30001, '2,484.3'],
])('price %f', (value, text) => expect(price(value)).toBe(text))

test('durations', () => {
  expect(duration(90 * 60_000)).toBe('1.5\u202fh')
  expect(duration(5 * 60_000)).toBe('5\u202fmin')
  expect(duration(3.25 * 86_400_000)).toBe('3.3\u202fd')
  expect(duration(Number.NaN)).toBe(NONE)
})

test('times', () => {
  const time = Date.UTC(2024, 5, 1, 8, 30)
  expect(moment(time)).toBe('2024-06-01 08:30')
  expect(momentInWords(time)).toBe('1 Jun 2024 08:30')
  expect(moment(null)).toBe(NONE)
  expect(momentInWords(null)).toBe(NONE)
})

test('words', () => {
  expect(words('timeStop')).toBe('time stop')
  expect(plural(1, 'trade')).toBe('1 trade')
  expect(plural(1200, 'trade')).toBe('1,200 trades')
})
