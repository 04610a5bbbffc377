import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/core/time.ts'
import { barsOf, compute, valuesOf } from './support/columns.ts'

/** Flat bars: their typical price is the price itself. */
function flat(prices: readonly number[], volumes: readonly number[]): Record<string, number[]> {
  return barsOf(prices.map((price, i) => [price, price, price, price, volumes[i]!]))
}

test('session VWAP starts anew at midnight UTC and waits for volume', () => {
  const time = [DAY_MS - 2 * HOUR_MS, DAY_MS - HOUR_MS, DAY_MS, DAY_MS + HOUR_MS, DAY_MS + 2 * HOUR_MS]
  const columns = { time, ...flat([10, 20, 30, 40, 60], [1, 3, 0, 2, 2]) }
  expect(valuesOf('vwap', {}, columns)).toEqual([10, 17.5, Number.NaN, 40, 50])
})

test('rolling VWAP forgets what left its window; without volume it is not known', () => {
  const columns = flat([10, 20, 30, 40, 50], [1, 3, 1, 0, 0])
  expect(valuesOf('rollingVwap', { period: 2 }, columns)).toEqual([Number.NaN, 17.5, 22.5, 30, Number.NaN])
})

test('a window without volume', () => {
  const columns = flat([10, 11, 12, 13, 14, 15], [5, 4, 0, 0, 0, 0])
  expect(valuesOf('cmf', { period: 3 }, columns).at(-1)).toBe(0)
  expect(valuesOf('mfi', { period: 3 }, columns).at(-1)).toBe(0)
  expect(valuesOf('volumeMean', { period: 3 }, columns).at(-1)).toBe(0)
  expect(valuesOf('volumeRatio', { period: 3 }, columns).at(-1)).toBe(Number.NaN)
  expect(
    valuesOf('takerImbalance', { period: 3 }, { ...columns, takerBuyVolume: [1, 1, 0, 0, 0, 0] }).at(-1),
  ).toBe(0)
})

test('volume against its mean, the bar itself included', () => {
  expect(valuesOf('volumeRatio', { period: 2 }, { volume: [1, 3, 1] })).toEqual([Number.NaN, 1.5, 0.5])
})

test('taker imbalance is 1 when takers only bought, −1 when they only sold', () => {
  const columns = { volume: [4, 4, 4], takerBuyVolume: [4, 0, 3] }
  expect(valuesOf('takerImbalance', {}, columns)).toEqual([1, -1, 0.5])
  expect(valuesOf('takerImbalance', { period: 2 }, columns)).toEqual([Number.NaN, 0, -0.25])
})

test('money flow index by hand', () => {
  // turnovers 20 up, 15 down, 40 up
  const columns = flat([1, 2, 1.5, 4], [1, 10, 10, 10])
  expect(valuesOf('mfi', { period: 3 }, columns).at(-1)).toBeCloseTo((100 * 60) / 75, 12)
})

test('whale activity is measured against the bars before', () => {
  // volumes before: 1, 3 → mean 2, σ 1; sizes before: 1, 1 → no spread, not known
  const first = compute(
    'whaleActivity',
    { period: 2, threshold: 3 },
    { volume: [1, 3, 7], tradeCount: [1, 3, 7] },
  )
  expect(first.volumeZ!.at(-1)).toBe(5)
  expect(first.tradeSizeZ!.at(-1)).toBe(Number.NaN)
  expect(first.active!.at(-1)).toBe(Number.NaN)
  const second = compute(
    'whaleActivity',
    { period: 2, threshold: 3 },
    { volume: [1, 3, 7, 7], tradeCount: [1, 1, 1, 7] },
  )
  expect([...second.tradeSizeZ!].slice(2)).toEqual([5, -2])
  expect([...second.active!].slice(2)).toEqual([1, 0])
})
