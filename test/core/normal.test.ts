import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from '../../src/core/normal.ts'
import { expectClose } from '../support/close.ts'

test('tables everybody knows', () => {
  expect(normalCdf(0)).toBeCloseTo(0.5, 15)
  expectClose(normalCdf(1.959963984540054), 0.975)
  expectClose(normalQuantile(0.975), 1.959963984540054)
})

test('quantile and distribution undo each other', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
      expectClose(normalCdf(normalQuantile(p)), p, 1e-13)
    }),
  )
})

test('the ends', () => {
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY)
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY)
  expect(normalQuantile(1.1)).toBeNaN()
  expect(normalCdf(-50)).toBe(0)
  expect(normalCdf(50)).toBe(1)
})
