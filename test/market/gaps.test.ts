import { expect, it } from 'vitest'
import { gapsOf } from '../../src/market/gaps.ts'
import { timeframeOfSpacing, typicalSpacing } from '../../src/market/spacing.ts'

it('lists each stretch of missing bars by its first and last open', () => {
  expect(gapsOf(Float64Array.of(0, 60, 180, 240, 480), 60)).toEqual([
    { from: 120, to: 120, missing: 1 },
    { from: 300, to: 420, missing: 3 },
  ])
  expect(gapsOf(Float64Array.of(0, 60), 60)).toEqual([])
  expect(gapsOf(new Float64Array(0), 60)).toEqual([])
})

it('finds the typical spacing whatever the order, gaps and duplicates', () => {
  expect(typicalSpacing(Float64Array.of(0, 60, 60, 120, 300, 360))).toBe(60)
  expect(typicalSpacing(Float64Array.of(360, 0, 300, 120, 60))).toBe(60)
  expect(typicalSpacing(Float64Array.of(5, 5))).toBeUndefined()
  expect(typicalSpacing(Float64Array.of(5))).toBeUndefined()
})

it('names the timeframe of a spacing', () => {
  expect(timeframeOfSpacing(14_400_000)).toBe('4h')
  expect(timeframeOfSpacing(7)).toBeUndefined()
})
