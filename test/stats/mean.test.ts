import { expect, test } from 'vitest'
import { mean } from '../../src/stats/mean.ts'

test('of numbers, and of nothing', () => {
  expect(mean(Float64Array.of(1, 2, 6))).toBe(3)
  expect(mean(Float64Array.of())).toBeNull()
})
