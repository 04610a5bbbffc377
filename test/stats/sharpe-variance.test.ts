import { expect, test } from 'vitest'
import { sharpeVariance } from '../../src/stats/sharpe-variance.ts'
import { expectClose } from '../support/close.ts'

test('of normal returns is 1 + SR² / 2 (Lo, 2002)', () => {
  expectClose(sharpeVariance({ sharpe: 0.4, skewness: 0, kurtosis: 3 }), 1 + 0.4 ** 2 / 2)
})

test('grows with fat tails and with losses that are larger than gains', () => {
  const plain = sharpeVariance({ sharpe: 0.1, skewness: 0, kurtosis: 3 })
  expect(sharpeVariance({ sharpe: 0.1, skewness: 0, kurtosis: 9 })).toBeGreaterThan(plain)
  expect(sharpeVariance({ sharpe: 0.1, skewness: -2, kurtosis: 3 })).toBeGreaterThan(plain)
})
