import { expect, test } from 'vitest'
import { totalReturn } from '../../src/stats/total-return.ts'

test('a share of the initial equity', () => {
  expect(totalReturn(100, 125)).toBe(0.25)
  expect(totalReturn(100, -10)).toBeCloseTo(-1.1, 15)
})
