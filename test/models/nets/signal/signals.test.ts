import { describe, expect, test } from 'vitest'
import {
  atStep,
  expectationsOf,
  signalsFromProbabilities,
  signalsFromQuantiles,
} from '../../../../src/models/nets/signal/signals.ts'

const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9]
const RETURNS = [-0.02, -0.008, 0.002, 0.012, 0.03]

describe('signals from quantiles', () => {
  test('SELL below −edge, BUY above edge, HOLD the rest', () => {
    const { sell, hold, buy } = signalsFromQuantiles(Float64Array.from(RETURNS), LEVELS, 0.005)
    const below = 0.25 + 0.25 * (0.003 / 0.01)
    expect(buy[0]).toBeCloseTo(0.425, 12)
    expect(sell[0]).toBeCloseTo(below, 12)
    expect(hold[0]).toBeCloseTo(1 - 0.425 - below, 12)
  })

  test('a mirrored distribution swaps BUY and SELL', () => {
    const mirrored = RETURNS.map((r) => -r).reverse()
    const { sell, buy } = signalsFromQuantiles(Float64Array.from([...RETURNS, ...mirrored]), LEVELS, 0.004)
    expect(sell[1]).toBeCloseTo(buy[0]!, 12)
    expect(buy[1]).toBeCloseTo(sell[0]!, 12)
  })

  test('without an edge nothing is held', () => {
    const { hold } = signalsFromQuantiles(Float64Array.from(RETURNS), LEVELS, 0)
    expect(hold[0]).toBeCloseTo(0, 12)
  })

  test('what is not known stays unknown', () => {
    const { sell, hold, buy } = signalsFromQuantiles(new Float32Array(5).fill(Number.NaN), LEVELS, 0.01)
    expect([sell[0], hold[0], buy[0]]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  test('no probability falls below 0 by rounding', () => {
    const edge = 2 ** -60 // 0.03 + (0.41 − 0.03) is a little more than 0.41
    const { hold } = signalsFromQuantiles(Float64Array.of(-1, -edge, 1), [0.03, 0.41, 0.42], edge)
    expect(hold[0]).toBe(0)
  })

  test.each([-0.01, Number.NaN])('an edge of %d is refused', (edge) => {
    expect(() => signalsFromQuantiles(new Float32Array(5), LEVELS, edge)).toThrow(/edge of the signals/)
  })
})

test('signals from probabilities are their columns', () => {
  const columns = signalsFromProbabilities(Float64Array.of(0.2, 0.5, 0.3, 0.6, 0.3, 0.1))
  expect(columns).toEqual({
    sell: Float64Array.of(0.2, 0.6),
    hold: Float64Array.of(0.5, 0.3),
    buy: Float64Array.of(0.3, 0.1),
  })
})

test('expectations, row by row', () => {
  const shifted = RETURNS.map((r) => r + 0.1)
  const [first, second] = expectationsOf(Float64Array.from([...RETURNS, ...shifted]), LEVELS)
  expect(second! - first!).toBeCloseTo(0.1, 12)
})

test('one step of every forecast', () => {
  const forecasts = Float32Array.from({ length: 12 }, (_, i) => i) // [2 rows, 3 steps, 2 outputs]
  expect([...atStep(forecasts, { horizon: 3, outputs: 2, step: 1 })]).toEqual([2, 3, 8, 9])
})

describe('what does not fit is refused', () => {
  test.each([3, -1, 0.5])('step %d of three', (step) => {
    const forecasts = new Float32Array(6)
    expect(() => atStep(forecasts, { horizon: 3, outputs: 1, step })).toThrow(`step ${step} of a forecast`)
  })

  test('nothing', () => {
    for (const read of [signalsFromProbabilities, signalsFromQuantiles, expectationsOf] as const)
      expect(() => read(undefined as never, LEVELS, 0)).toThrow('forecasts to read: none given')
  })

  test('half a row', () => {
    expect(() => signalsFromProbabilities(new Float32Array(4))).toThrow('4 numbers in rows of 3')
    expect(() => signalsFromQuantiles(new Float32Array(9), LEVELS, 0)).toThrow('9 numbers in rows of 5')
    expect(() => expectationsOf(new Float32Array(9), LEVELS)).toThrow('9 numbers in rows of 5')
    expect(() => atStep(new Float32Array(4), { horizon: 3, outputs: 1, step: 0 })).toThrow('rows of 3')
  })
})
