import { expect, test } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { barsOf, compute, valuesOf } from './support/columns.ts'

const bars = wildBars(new Random(3))

test('the trend regime follows ADX: above 25 trending, below 20 ranging', () => {
  const strengths = [...compute('adx', {}, bars).adx!]
  const regimes = strengths.map((x) => (Number.isNaN(x) ? x : x > 25 ? 1 : x < 20 ? -1 : 0))
  expect(valuesOf('trendRegime', {}, bars)).toEqual(regimes)
  expect(new Set(regimes)).toEqual(new Set([Number.NaN, 1, 0, -1]))
})

test('the volatility regime follows ATR in percent: 1, 3 and 6 divide it', () => {
  const percents = valuesOf('atrPercent', {}, bars)
  const regimes = percents.map((x) => (Number.isNaN(x) ? x : x > 6 ? 3 : x > 3 ? 2 : x >= 1 ? 1 : 0))
  expect(valuesOf('volatilityRegime', {}, bars)).toEqual(regimes)
  expect(new Set(regimes)).toEqual(new Set([Number.NaN, 0, 1, 2, 3]))
})

/** A walk whose steps grow from nothing to some ten percent, with a trend in the middle. */
function wildBars(random: Random): Record<string, number[]> {
  let price = 100
  const rows = Array.from({ length: 400 }, (_, i) => {
    const open = price
    const step = i / 6000
    price *= 1 + step * random.normal() + (i > 150 && i < 220 ? 2 * step : 0)
    return [open, Math.max(open, price) * (1 + step / 2), Math.min(open, price) * (1 - step / 2), price]
  })
  return barsOf(rows)
}
