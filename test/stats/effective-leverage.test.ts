import { expect, test } from 'vitest'
import { effectiveLeverage } from '../../src/stats/effective-leverage.ts'

test('gross notional over equity, averaged while something is held', () => {
  const { average, maximum } = effectiveLeverage(
    Float64Array.of(0, 200, 50, 0),
    Float64Array.of(100, 100, 200, 200),
  )
  expect(average).toBe(1.125) // (2 + 0.25) / 2
  expect(maximum).toBe(2)
})

test('without equity there is no leverage', () => {
  expect(effectiveLeverage(Float64Array.of(100, 100), Float64Array.of(50, -1))).toEqual({
    average: 2,
    maximum: 2,
  })
})

test('nothing held', () => {
  const none = { average: null, maximum: null }
  expect(effectiveLeverage(Float64Array.of(0), Float64Array.of(100))).toEqual(none)
})
