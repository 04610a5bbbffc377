import { expect, test } from 'vitest'
import { rollingSharpe } from '../../src/stats/rolling-sharpe.ts'
import { sharpe } from '../../src/stats/sharpe.ts'

test('each value is the Sharpe ratio of its own window', () => {
  const returns = Float64Array.of(0.01, 0.03, -0.02, 0.05)
  const rolling = rollingSharpe(returns, 3)
  expect(Array.from(rolling.subarray(0, 2))).toEqual([Number.NaN, Number.NaN])
  expect(rolling[2]).toBe(sharpe(returns.subarray(0, 3)))
  expect(rolling[3]).toBe(sharpe(returns.subarray(1, 4)))
})

test('a window that does not vary has none, and the next recovers', () => {
  const rolling = rollingSharpe(Float64Array.of(0, 0, 0, 0.01), 2)
  expect(rolling[2]).toBeNaN()
  expect(rolling[3]).not.toBeNaN()
})
