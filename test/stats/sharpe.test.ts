import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharpe, sharpePerPeriod } from '../../src/stats/sharpe.ts'
import { expectClose } from '../support/close.ts'

test('of returns 1 %, 3 %: mean 2 %, deviation √2 %', () => {
  expectClose(sharpePerPeriod(Float64Array.of(0.01, 0.03)), Math.SQRT2)
  expectClose(sharpe(Float64Array.of(0.01, 0.03)), Math.SQRT2 * Math.sqrt(365))
})

test('is not defined where returns do not vary', () => {
  expect(sharpe(Float64Array.of())).toBeNull()
  expect(sharpe(Float64Array.of(0.01))).toBeNull()
  expect(sharpe(Float64Array.of(0, 0, 0))).toBeNull()
  expect(sharpe(Float64Array.of(0.01, 0.01, 0.01))).toBeNull()
})

test('does not change with leverage and turns with the sign', () => {
  const returns = fc
    .array(fc.integer({ min: -2000, max: 2000 }), { minLength: 3, maxLength: 60 })
    .map((basisPoints) => Float64Array.from(basisPoints, (each) => each / 1e4))
  fc.assert(
    fc.property(returns, fc.double({ min: 0.5, max: 8, noNaN: true }), (values, leverage) => {
      const ratio = sharpe(values)
      fc.pre(ratio !== null)
      expectClose(sharpe(values.map((value) => value * leverage)), ratio!, 1e-8)
      expectClose(sharpe(values.map((value) => -value)), -ratio!, 1e-8)
    }),
  )
})
