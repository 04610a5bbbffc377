import { expect, test } from 'vitest'
import { effectiveLeverage } from '../../src/stats/effective-leverage.ts'

const exposure = (long: number[], short: number[]) => ({
  long: Float64Array.from(long),
  short: Float64Array.from(short),
  positions: new Float64Array(long.length),
})

test('gross notional over equity, averaged while something is held', () => {
  const { average, maximum } = effectiveLeverage(
    exposure([0, 100, 50, 0], [0, 100, 0, 0]),
    Float64Array.of(100, 100, 200, 200),
  )
  expect(average).toBe(1.125) // (2 + 0.25) / 2
  expect(maximum).toBe(2)
})

test('without equity there is no leverage', () => {
  expect(effectiveLeverage(exposure([100, 100], [0, 0]), Float64Array.of(50, -1))).toEqual({
    average: 2,
    maximum: 2,
  })
})

test('nothing held', () => {
  const none = { average: null, maximum: null }
  expect(effectiveLeverage(exposure([0], [0]), Float64Array.of(100))).toEqual(none)
})
