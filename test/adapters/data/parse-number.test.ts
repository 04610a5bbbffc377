import { describe, expect, it } from 'vitest'
import { decimalsOf, parseNumber, parseTime } from '../../../src/adapters/data/parse-number.ts'

describe('parseTime', () => {
  const t = Date.UTC(2024, 1, 29, 12, 30, 15)
  it.each([
    ['2024-02-29 12:30:15', t],
    ['2024-02-29T12:30:15Z', t],
    ['2024-02-29T12:30:15.250Z', t + 250],
    ['2024-02-29 12:30:15.000001+00:00', t],
    ['2024-02-29T14:30:15+02:00', t],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    [String(t), t],
    [String(t / 1000), t],
    [`${t}123`, t],
    [`${t}123456`, t],
    ['yesterday', Number.NaN],
    ['', Number.NaN],
  ])('%s', (text, expected) => {
    expect(parseTime(text)).toBe(expected)
  })
})

describe('parseNumber', () => {
  it.each([
    ['1.5', 1.5],
    [' -.5e1 ', -5],
    ['-inf', -Infinity],
    ['Infinity', Infinity],
    ['0x10', Number.NaN],
    ['1,5', Number.NaN],
    ['1_000', Number.NaN],
    ['', Number.NaN],
    ['-', Number.NaN],
  ])('"%s"', (text, expected) => {
    expect(parseNumber(text)).toBe(expected)
  })
})

it.each([
  ['1', 0],
  ['1.0', 0],
  ['0.0500', 2],
  ['1.5e-7', 8],
  ['1.25e1', 1],
  ['2e-5', 5],
])('decimalsOf %s', (text, expected) => {
  expect(decimalsOf(text)).toBe(expected)
})
