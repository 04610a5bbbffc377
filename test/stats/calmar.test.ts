import { expect, test } from 'vitest'
import { calmar } from '../../src/stats/calmar.ts'

test('growth ÷ drawdown', () => {
  expect(calmar(0.3, 0.2)).toBeCloseTo(1.5, 15)
  expect(calmar(-0.1, 0.2)).toBeCloseTo(-0.5, 15)
})

test('is not defined without growth figure or drawdown', () => {
  expect(calmar(null, 0.2)).toBeNull()
  expect(calmar(0.3, 0)).toBeNull()
})
